/** Puts a transaction behind those of others who change the same database. */
import type { Statement } from '../driver/index.ts'

/** The key of the advisory lock behind which migrations of one database run: "plinth" in ASCII. */
const migrationLock = 0x706c696e7468

/** Waits a minute at most for a rival, and then 5 seconds at most for a table that is in use. */
export const behindRivals: readonly Statement[] = [
  { text: "select set_config('lock_timeout', '60s', true)" },
  { text: 'select pg_advisory_xact_lock($1)', values: [migrationLock] },
  { text: "select set_config('lock_timeout', '5s', true)" },
]
