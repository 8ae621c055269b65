/** Small modules whose tables the tests change, and what they ask of the database. */
import { defineEntity, type EntitySchema, type EntityTraits, type Fields } from '@plinth/core'
import { entitySchema } from '@plinth/core/runtime'
import type { Scope, SqlDriver, SqlRow } from '../../driver/index.ts'

/** Who may do everything with the tables. */
export const owner: Scope = { role: 'owner' }

/** The work role, on behalf of one organization. */
export const north: Scope = { role: 'app', organizationId: 'org_north' }

/** Declares an entity in a module: `sales.Order`. */
export function entityIn(
  fullName: string,
  fields: Fields,
  traits: Partial<EntityTraits> = {},
): EntitySchema {
  const [namespace = '', name = ''] = fullName.split('.')
  const idPrefix = `${name.toLowerCase()}_`
  return entitySchema(defineEntity({ name, fields, idPrefix, ...traits }), { namespace })
}

/** Writes a record by hand: the values by column, beside what every record has. */
export async function put(
  driver: SqlDriver,
  table: string,
  values: Readonly<Record<string, unknown>> & { readonly id: string },
): Promise<void> {
  const all = { organization_id: 'org_north', version: 1, meta: {}, ...values }
  const names = ['created_at', 'updated_at', ...Object.keys(all)].join(', ')
  const numbers = Object.keys(all).map((_, at) => `$${at + 1}`)
  const text = `insert into ${table} (${names}) values (now(), now(), ${numbers.join(', ')})`
  await driver.transact(north, [{ text, values: Object.values(all) }])
}

/** Reads as the owner. */
export async function read(driver: SqlDriver, text: string): Promise<readonly SqlRow[]> {
  const { rows } = await driver.query(owner, { text })
  return rows
}

/** Lists the columns of a table, as the catalog has them. */
export async function columnsOf(driver: SqlDriver, table: string): Promise<readonly unknown[]> {
  const rows = await read(
    driver,
    `select attname as name from pg_attribute
     where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  return rows.map(({ name }) => name)
}

/** Empties the ledger: the next migration compares the catalog again. */
export async function forget(driver: SqlDriver): Promise<void> {
  await driver.transact(owner, [{ text: 'delete from plinth.migrations' }])
}
