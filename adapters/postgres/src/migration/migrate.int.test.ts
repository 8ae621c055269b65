/** Migration of a server: with rivals, busy tables, and users who may not do everything. */
import { randomUUID } from 'node:crypto'
import { CoreError, field } from '@plinth/core'
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SqlDriver } from '../driver/index.ts'
import { type OwnDatabase, ownDatabase } from '../store/own-database.contract.ts'
import { describeMigration } from './contract/migrate.contract.ts'
import { entityIn, read } from './contract/shop.contract.ts'
import { migrate } from './migrate.ts'

const server = await postgresUrl()

describe.skipIf(server === null)('on a server', () => {
  let database: OwnDatabase

  beforeAll(async () => {
    database = await ownDatabase(server ?? '')
  })
  afterAll(() => database.drop())

  describeMigration(() => database.connect())

  test('hosts that migrate at once do it once', async () => {
    const fresh = await ownDatabase(server ?? '')
    const hosts = await Promise.all([1, 2, 3, 4].map(() => fresh.connect()))
    const thing = entityIn('raced.Thing', { name: field.string({ indexed: true }) })

    const steps = await Promise.all(hosts.map((host) => migrate(host, [thing])))

    expect(steps.filter((taken) => taken.length > 0)).toHaveLength(1)
    const [first] = hosts
    expect(first && (await read(first, 'select count(*) as lines from plinth.migrations'))).toEqual(
      [{ lines: 1 }],
    )
    await fresh.drop()
  })

  test('a host that looks just behind the commit of a rival adds no line', async () => {
    const fresh = await ownDatabase(server ?? '')
    const [rival, late] = [await fresh.connect(), await fresh.connect()]
    const thing = entityIn('raced.Thing', { name: field.string() })

    const steps = await migrate(
      overtaken(late, () => migrate(rival, [thing])),
      [thing],
    )

    expect(steps).toEqual([])
    expect(await read(late, 'select count(*) as lines from plinth.migrations')).toEqual([
      { lines: 1 },
    ])
    await fresh.drop()
  })

  describe('for a login user that is no administrator', () => {
    const thing = entityIn('humble.Thing', { name: field.string() })
    const user = `plinth_user_${randomUUID().slice(0, 8)}`
    let own: OwnDatabase
    let administrator: SqlDriver

    beforeAll(async () => {
      own = await ownDatabase(server ?? '')
      administrator = await own.connect()
      await administer(administrator, `create role ${user} login password 'humble'`)
    })
    afterAll(async () => {
      await own.drop()
      const last = await database.connect()
      await administer(last, `drop role ${user}`)
    })

    test('one sentence says what an administrator has to run, and that suffices', async () => {
      const driver = await own.connect({ url: urlOf(administrator) })

      const refused = await migrate(driver, [thing]).catch((error: unknown) => error)

      if (!(refused instanceof CoreError)) throw refused
      expect(refused).toMatchObject({ code: 'database.refused' })
      const [sentence = '', sql = ''] = refused.message.split('run: ')
      expect(sentence).toBe(
        `the database user "${user}" may not prepare the database; let an administrator `,
      )
      await administer(administrator, ...sql.split(';').slice(0, -1))
      expect((await migrate(driver, [thing])).length).toBeGreaterThan(0)
      expect(await migrate(driver, [thing])).toEqual([])
    })

    test('one that may make roles, and owns the database, needs nobody', async () => {
      const other = await ownDatabase(server ?? '')
      const above = await other.connect()
      const name = above.place.split('/').at(-1)
      await administer(
        above,
        `alter role ${user} createrole`,
        `alter database ${name} owner to ${user}`,
      )
      const driver = await other.connect({ url: urlOf(above) })

      const steps = await migrate(driver, [thing])

      expect(steps.length).toBeGreaterThan(0)
      await other.drop()
    })

    function urlOf(driver: SqlDriver): string {
      const name = driver.place.split('/').at(-1)
      return Object.assign(new URL(server ?? ''), {
        username: user,
        password: 'humble',
        pathname: name,
      }).href
    }
  })
})

async function administer(driver: SqlDriver, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await driver.transact({ role: 'login' }, [{ text }])
}

/** The same driver, whose first question is answered before a rival goes ahead, and heard after that. */
function overtaken(driver: SqlDriver, rival: () => Promise<unknown>): SqlDriver {
  let isFirst = true
  return {
    place: driver.place,
    roles: driver.roles,
    exclusive: driver.exclusive,
    survivesPowerLoss: driver.survivesPowerLoss,
    transact: (scope, statements) => driver.transact(scope, statements),
    session: () => driver.session(),
    close: () => driver.close(),
    async query(scope, statement) {
      const [answer] = await Promise.allSettled([driver.query(scope, statement)])
      if (isFirst) {
        isFirst = false
        await rival()
      }
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    },
  }
}
