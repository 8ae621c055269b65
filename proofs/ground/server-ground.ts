/** A ground on a Postgres server: a database of its own, with the roles that Plinth makes for it. */
import { randomBytes } from 'node:crypto'
import { connectPostgres, type SqlDriver } from '@plinth/postgres'
import { leaveNothing } from '../leftovers.ts'
import type { Ground } from './ground.ts'
import { startServer } from './private-server.ts'

/** Makes the ground: on the server at `DATABASE_URL`, or else on one that is started for the proof. */
export async function serverGround(): Promise<Ground> {
  const url = process.env['DATABASE_URL'] || (await privateServer())
  const name = `plinth_proof_${process.pid}_${randomBytes(4).toString('hex')}`
  await asAdministrator(url, (driver) => run(driver, `create database ${name}`))
  leaveNothing(() => asAdministrator(url, (driver) => drop(driver, name)))

  const own = new URL(url)
  own.pathname = `/${name}`
  return {
    variables: { DATABASE_URL: own.href, PLINTH_DATA_DIR: '' },
    open: () => connectPostgres({ url: own.href, connections: 2 }),
  }
}

let started: Promise<string> | undefined

function privateServer(): Promise<string> {
  started ??= startServer()
  return started
}

async function asAdministrator(
  url: string,
  work: (driver: SqlDriver) => Promise<void>,
): Promise<void> {
  const driver = await connectPostgres({ url, connections: 1 })
  try {
    await work(driver)
  } finally {
    await driver.close()
  }
}

// Roles belong to the whole server: they stay when the database that they work in goes.
async function drop(driver: SqlDriver, name: string): Promise<void> {
  await run(driver, `drop database if exists ${name} with (force)`)
  for (const role of ['app', 'relay', 'owner'])
    await run(driver, `drop role if exists ${name}_${role}`)
}

async function run(driver: SqlDriver, text: string): Promise<void> {
  await driver.transact({ role: 'login' }, [{ text }])
}
