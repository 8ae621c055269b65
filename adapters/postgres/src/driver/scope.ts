/** Who runs a transaction, for which organization and for how long, and the SQL that says so. */
import type { Statement } from './statement.ts'

/**
 * The roles that statements run as: `app` works for one organization behind the policies, `relay`
 * delivers the events of all, `owner` changes the schema.
 */
export type WorkRole = 'app' | 'relay' | 'owner'

/** On whose behalf statements run. */
export interface Scope {
  /** `login` is whoever the connection signed in as: for creating the other roles, nothing else. */
  readonly role: WorkRole | 'login'
  /** The organization for which the policies open. Without it they open for none. */
  readonly organizationId?: string
  /** Milliseconds until the call fails. Default the driver's: 30,000. */
  readonly timeoutMs?: number
}

/** A scope with everything decided. */
export interface Terms {
  /** The role's name in this database. */
  readonly role: string
  readonly organizationId: string
  readonly timeoutMs: number
  readonly access: 'read' | 'write'
}

/**
 * Writes the statement that puts a transaction under its terms. It goes first, in the same round
 * trip: what it sets ends with the transaction, and when it fails nothing behind it runs.
 *
 * Always sets both role and organization, so that nothing which an earlier user of the connection
 * may have left in the session is ever seen.
 */
export function termsStatement({ role, organizationId, timeoutMs, access }: Terms): Statement {
  return { text: texts[access], values: [role, organizationId, timeoutMs] }
}

// The zone and the style are those in which dates are read: a server, a database or a role may have
// others. They cost a microsecond.
const write = `select set_config('role', $1, true),
  set_config('plinth.organization_id', $2, true),
  set_config('statement_timeout', $3, true),
  set_config('TimeZone', 'UTC', true),
  set_config('DateStyle', 'ISO', true)`

const texts = {
  write,
  read: `${write},
  set_config('transaction_read_only', 'on', true)`,
} as const
