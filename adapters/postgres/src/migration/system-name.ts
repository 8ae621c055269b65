/**
 * Keeps a database to one system, so that no other one runs on its data by mistake.
 *
 * Free: nobody has left a name; the first system that migrates the database leaves its own. Taken: the
 * name is that of one system; it alone starts, or one that says that this was its name before.
 */
import { CoreError } from '@plinth/core'
import { DatabaseError, type SqlDriver } from '../driver/index.ts'
import { quoteName } from '../table/index.ts'
import { behindRivals } from './behind-rivals.ts'
import { isUnprepared } from './is-ready.ts'

/** What a system is called, as its data remembers it. */
export interface SystemName {
  readonly name: string
  /** The name that it had before; its data is then taken over under the new one. Default: none. */
  readonly was?: string | undefined
}

/**
 * Tells whether the database bears the system's name already.
 *
 * @throws CoreError `database.taken` when it bears the name of another one.
 */
export async function isOwn(driver: SqlDriver, system: SystemName): Promise<boolean> {
  const taken = await nameIn(driver)
  if (taken === null || taken === system.was) return false
  if (taken === system.name) return true
  throw takenBy(taken, system, driver)
}

/**
 * Leaves the system's name in a migrated database; a rival's that came first stays.
 *
 * Where the login user may not, nothing is left: then nobody is told from anybody else.
 *
 * @throws CoreError `database.taken` when a rival was faster.
 */
export async function leaveName(driver: SqlDriver, system: SystemName): Promise<void> {
  const { name, was = null } = system
  try {
    await driver.transact({ role: 'owner' }, [
      ...behindRivals,
      { text: nameTable },
      { text: `grant select on plinth.system to ${quoteName(driver.roles.app)}` },
      { text: writeName, values: [name, was] },
    ])
  } catch (error) {
    if (error instanceof DatabaseError && isUnprepared(error)) return
    throw error
  }
  await isOwn(driver, { name })
}

// There is one row at most.
const nameTable = `create table if not exists plinth.system (
  is_one boolean primary key default true check (is_one),
  name text not null,
  taken_at timestamptz not null default now()
)`

// in: $1 name, $2 the name before, or null; out: nothing; locks: the row
const writeName = `insert into plinth.system as known (name) values ($1)
on conflict (is_one) do update set name = excluded.name where known.name = $2`

async function nameIn(driver: SqlDriver): Promise<string | null> {
  try {
    const { rows } = await driver.query({ role: 'app' }, { text: 'select name from plinth.system' })
    const name = rows[0]?.['name']
    return typeof name === 'string' ? name : null
  } catch (error) {
    if (error instanceof DatabaseError && isUnprepared(error)) return null
    throw error
  }
}

function takenBy(taken: string, { name }: SystemName, { place }: SqlDriver): CoreError {
  const message = `the database (${place}) holds the data of the system "${taken}", and this system is "${name}"`
  return new CoreError('database.taken', message, { place, taken, name })
}
