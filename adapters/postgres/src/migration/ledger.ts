/** The ledger of migrations: which schemas this database was brought up to, and with which steps. */
import { createHash } from 'node:crypto'
import type { ModuleMigration } from '@plinth/core/runtime'
import type { Statement } from '../driver/index.ts'
import { quoteName } from '../table/index.ts'
import type { TableDesign } from './design/table-design.ts'
import { eraseEventsFunction } from './erase-events.ts'
import { kernelTables } from './kernel-tables.ts'
import type { Step } from './plan/plan.ts'
import type { Roles } from './policies.ts'
import { refuseGoneFunction } from './functions/refuse-gone.ts'
import { refuseStaleFunction } from './functions/refuse-stale.ts'
import { refuseUsedFunction } from './functions/refuse-used.ts'

/** Names a desired schema: equal designs and migrations, on an equal kernel, have equal checksums. */
export function checksumOf(
  designs: readonly TableDesign[],
  roles: Roles,
  migrations: readonly ModuleMigration[],
): string {
  const refusals = [refuseStaleFunction, refuseGoneFunction, refuseUsedFunction]
  const functions = [...refusals, ...eraseEventsFunction(roles)]
  const all = [ledgerFormat, designs, kernelTables(roles), ...functions, migrations]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

/** Raised where what is made of a design changes: no checksum of before is then known. */
const ledgerFormat = 1

/** Writes what makes the ledger, where it is not there; runs as the owner. */
export function ledgerStatements({ app, relay }: Roles): readonly Statement[] {
  return [
    'create schema if not exists plinth',
    `create table if not exists plinth.migrations (
  id bigint primary key generated always as identity,
  checksum text not null,
  is_breaking boolean not null,
  steps jsonb not null,
  applied_at timestamptz not null default now()
)`,
    `grant usage on schema plinth to ${quoteName(app)}, ${quoteName(relay)}`,
    `grant select (id, checksum, is_breaking) on plinth.migrations to ${quoteName(app)}`,
  ].map((text) => ({ text }))
}

/** What a migration did. */
export interface Taken {
  readonly checksum: string
  readonly steps: readonly Step[]
  /** Whether it did anything beside the steps. */
  readonly byHand: boolean
}

/**
 * Writes the line of a migration, unless it did nothing and a rival has written the same line: who
 * reads the catalog just behind that rival's commit finds nothing left to do.
 *
 * `is_breaking` says that a program made for an earlier schema may stumble over this one: it has to
 * compare again at its next start.
 */
export function ledgerLine({ checksum, steps, byHand }: Taken): Statement {
  const isBreaking = steps.some(({ risk }) => risk === 'renames' || risk === 'tightens')
  const didSomething = byHand || steps.length > 0
  return { text: writeLine, values: [checksum, isBreaking, JSON.stringify(steps), didSomething] }
}

/** Asks whether the database was brought up to the schema with the checksum $1, and nothing broke it since. */
export const isUpToDate = `exists (
    select from plinth.migrations m
    where m.checksum = $1 and not exists (
      select from plinth.migrations later where later.id > m.id and later.is_breaking))`

// in: $1 checksum, $2 is breaking, $3 steps, $4 whether anything was done; out: nothing; locks: none
const writeLine = `insert into plinth.migrations (checksum, is_breaking, steps)
select $1, $2, $3 where $4 or not ${isUpToDate}`
