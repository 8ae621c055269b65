/** A system on a Postgres server: as a process, and as the target of an import. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { silentLogger, systemPlatform } from '@plinth/core/runtime'
import { connectPostgres } from '@plinth/postgres'
import { describeDatabaseAdapter } from '@plinth/testing/contracts'
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfiguration } from '../configuration/configuration.ts'
import { postgres } from '../database/adapters.ts'
import { inFolder, type Workplace, workplace } from '../../fixture/processes.ts'

const server = await postgresUrl()
const name = `plinth_compose_${randomUUID().slice(0, 8)}`

describe.skipIf(server === null)('on a server', () => {
  const url = Object.assign(new URL(server ?? 'postgres://nowhere'), { pathname: name }).href
  const variables = { APP_ENV: 'development', DATABASE_URL: url }
  let place: Workplace

  beforeAll(() => administer([`create database ${name}`]))
  afterAll(() =>
    administer([
      `drop database ${name} with (force)`,
      ...['app', 'relay', 'owner'].map((role) => `drop role if exists ${name}_${role}`),
    ]),
  )
  beforeEach(() => {
    place = workplace()
  })
  afterEach(() => place.clear())

  describeDatabaseAdapter({
    open: () =>
      postgres().open({
        system: { name: 'shop' },
        configuration: readConfiguration(variables),
        platform: systemPlatform(),
        logger: silentLogger,
      }),
    secrets: [new URL(url).password].filter((password) => password !== ''),
  })

  test('it serves, and an import beside it is served at once', async () => {
    writeFileSync(join(place.directory, 'a.csv'), 'code,name\nA,Anna\nB,Bob\n')
    const running = place.start('serve.ts', variables)
    const [banner, address] = await running.saying(/API {6}(\S+)\/api\/v1[^]*Try/)
    const system = ['--system', inFolder('shop.ts'), '--org', 'org_south', '--json']
    const words = ['data', 'import', 'Customer', 'a.csv', ...system]

    const first = await place.plinth(words, variables).ended
    const second = await place.plinth(words, variables).ended

    const headers = { 'x-org-id': 'org_south' }
    const listed = await fetch(`${address}/api/v1/sales/customers`, { headers })
    expect(banner).toContain(`/${name}`)
    expect(first.out).toContain('"created":2')
    expect(second.out).toContain('"unchanged":2')
    expect(await listed.json()).toMatchObject({ data: [{ code: 'A' }, { code: 'B' }] })
  })

  test.each([
    ['a database', { pathname: 'no_such_database' }, 'has no database "no_such_database"'],
    ['a user', { username: 'no_such_user' }, 'refuses the user "no_such_user"'],
  ])('%s that is not there is named, without the password', async (_what, part, sentence) => {
    const wrong = Object.assign(new URL(url), { password: 's3cret', ...part }).href

    const ended = await place.start('serve.ts', { ...variables, DATABASE_URL: wrong }).ended

    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toContain(sentence)
    expect(ended.err).toMatch(/\nCorrect the user, the password and the database name/)
    expect(ended.err).not.toMatch(/s3cret|\n\s+at /)
  })
})

async function administer(texts: readonly string[]): Promise<void> {
  if (server === null) return
  const driver = await connectPostgres({ url: server })
  for (const text of texts) await driver.transact({ role: 'login' }, [{ text }])
  await driver.close()
}
