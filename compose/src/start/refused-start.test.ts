/** What keeps a system from starting is one sentence, the next thing to try, and no stack. */
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Ended, inFolder, type Workplace, workplace } from '../../fixture/processes.ts'

let place: Workplace
const servers: Server[] = []

beforeEach(() => {
  place = workplace()
})

afterEach(async () => {
  await place.clear()
  for (const server of servers.splice(0)) server.close()
})

test.each([
  [
    { APP_ENV: 'dev', PORT: '80x' },
    /^2 variables are not valid:\n\n {2}APP_ENV "dev" .*\n {2}PORT "80x" .*\n\nCorrect/,
  ],
  [
    {},
    /^APP_ENV is "production": a server without an identity of its own .*in development alone.*adapters: { identity }.*\nCorrect/,
  ],
  [{ APP_ENV: 'development', HOST: '0.0.0.0' }, /^HOST is "0.0.0.0", which others can reach.*\n/],
  [
    { APP_ENV: 'development', DATABASE_URL: 'postgres://app:s3cret@127.0.0.1:1/shop' },
    /^Postgres at 127\.0\.0\.1:1 cannot be reached: nothing listens there\nStart the database/,
  ],
  [
    { APP_ENV: 'development', DATABASE_URL: 'postgres://app:s3cret@' },
    /^DATABASE_URL \(its value stays hidden\) is not .*\nCorrect/,
  ],
])('%j is refused', async (variables, text) => {
  const ended = await place.start('serve.ts', variables).ended

  expect(refusalOf(ended)).toMatch(text)
})

test('a port that is taken is named', async () => {
  const port = await takenPort()

  const variables = { APP_ENV: 'development', PORT: String(port) }
  const ended = await place.start('serve.ts', variables).ended

  expect(refusalOf(ended)).toMatch(
    new RegExp(`^port ${port} of 127\\.0\\.0\\.1 is taken by another process`),
  )
})

test('a data directory that is in use is refused within a second, with the pid', async () => {
  const first = place.start('serve.ts', { APP_ENV: 'development' })
  await first.saying(/ready/)

  const second = place.start('serve.ts', { APP_ENV: 'development' })
  const imported = place.plinth(['data', 'import', 'Customer', 'a.csv', '--org', 'o', ...system()])

  const text = new RegExp(
    `^the data directory \\.plinth/data is in use by process ${first.pid} since .*\\nStop that process`,
  )
  expect(refusalOf(await second.ended)).toMatch(text)
  expect(refusalOf(await imported.ended)).toMatch(text)
})

test('a data directory that holds the data of another system is refused, naming both', async () => {
  const first = place.start('serve.ts', { APP_ENV: 'development' })
  await first.saying(/ready/)
  first.kill('SIGTERM')
  await first.ended

  const ended = await place.start('serve-other.ts', { APP_ENV: 'development' }).ended

  expect(refusalOf(ended)).toMatch(
    /^the database \(embedded, \.plinth\/data\) holds the data of the system "\w+", and this system is "depot"\nSet PLINTH_DATA_DIR/,
  )
})

test('a data directory that cannot be used is named', async () => {
  writeFileSync(join(place.directory, 'file'), '')

  const variables = { APP_ENV: 'development', PLINTH_DATA_DIR: 'file/data' }
  const ended = await place.start('serve.ts', variables).ended

  expect(refusalOf(ended)).toMatch(
    /^the data directory file\/data cannot be used: .*\nSet PLINTH_DATA_DIR/,
  )
})

test('mistakes in modules, and of the adapters that are chosen, are one page', async () => {
  const variables = { APP_ENV: 'development', PLINTH_ADAPTERS: 'payment=stripe' }
  const ended = await place.start('serve-mistakes.ts', variables).ended

  expect(refusalOf(ended)).toMatch(
    /^Plinth cannot start: 2 mistakes in 1 module and in how they are composed\n\n {2}billing .*Custmer.*\n {2}\(composed\) +adapters\.payment\.active is "stripe"/,
  )
})

/** The refusal as it stands on the standard error; fails where there is more, or a stack. */
function refusalOf({ code, out, err }: Ended): string {
  const hasStack = /\n\s+at /.test(err)
  expect({ code, out, hasStack, leaks: err.includes('s3cret') }).toEqual({
    code: 1,
    out: '',
    hasStack: false,
    leaks: false,
  })
  return err
}

async function takenPort(): Promise<number> {
  const server = createServer()
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function system(): readonly string[] {
  writeFileSync(join(place.directory, 'a.csv'), 'code,name\nA,Anna\n')
  return ['--system', inFolder('shop.ts')]
}
