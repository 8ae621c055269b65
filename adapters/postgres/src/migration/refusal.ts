/** What a migration does not do by itself, and what a person can do about it. */
import { CoreError } from '@plinth/core'
import type { ModuleMigration } from '@plinth/core/runtime'

/** One difference that no additive step bridges. */
export interface Refusal {
  /** `sales.orders`. */
  readonly table: string
  /** Null when it is about the table as a whole. */
  readonly column: string | null
  /** A sentence that names both, and what to do. */
  readonly message: string
}

/** Makes the error that tells of all refusals at once. */
export function migrationRefused(refusals: readonly Refusal[]): CoreError {
  const lines = refusals.map(({ message }) => `\n  ${message}`).join('')
  const count = refusals.length === 1 ? 'one change' : `${refusals.length} changes`
  const message = `the stored schema stays as it is: ${count} would not be additive${lines}`
  return new CoreError('migration.refused', message, { refusals })
}

/** Makes the error that tells of migrations, written by hand, of which none was applied. */
export function notApplied(pending: readonly ModuleMigration[], cause: unknown): CoreError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const message = `the stored schema stays as it is: of ${namesOf(pending)}, one failed: ${reason}`
  const migrations = pending.map(({ module, version }) => `${module} ${version}`)
  return new CoreError('migration.refused', message, { migrations }, { cause })
}

function namesOf(migrations: readonly ModuleMigration[]): string {
  return migrations
    .map(({ module, version, description }) => `${module} ${version} (${description})`)
    .join(', ')
}
