/** A database of its own on the tests' server: made for one test file, dropped with its roles. */
import { randomUUID } from 'node:crypto'
import type { SqlDriver } from '../driver/index.ts'
import { connectPostgres, type PostgresOptions } from '../server/index.ts'

/** A new, empty database. */
export interface OwnDatabase {
  /** Opens a driver on it. */
  connect(options?: Partial<PostgresOptions>): Promise<SqlDriver>
  /** Closes the drivers and drops the database. */
  drop(): Promise<void>
}

/** Makes the database on the server at this address. `options` are those of `create database`. */
export async function ownDatabase(server: string, options = ''): Promise<OwnDatabase> {
  const name = `plinth_test_${randomUUID().slice(0, 8)}`
  const url = Object.assign(new URL(server), { pathname: name }).href
  const open: SqlDriver[] = []
  await administer(server, [`create database ${name} ${options}`])
  return {
    async connect(given = {}) {
      const driver = await connectPostgres({ url, ...given })
      open.push(driver)
      return driver
    },
    async drop() {
      for (const driver of open) await driver.close()
      const roles = ['app', 'relay', 'owner'].map((role) => `drop role if exists ${name}_${role}`)
      await administer(server, [`drop database ${name} with (force)`, ...roles])
    },
  }
}

async function administer(server: string, texts: readonly string[]): Promise<void> {
  const driver = await connectPostgres({ url: server })
  for (const text of texts) await driver.transact({ role: 'login' }, [{ text }])
  await driver.close()
}
