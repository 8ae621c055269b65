/** The timers on Postgres: those of the records whose events this process delivers. */
import type { Timer, TimerStore } from '@plinth/core/runtime'
import type { Scope, SqlDriver } from '../../driver/index.ts'
import type { Partitions } from '../delivery/partitions.ts'
import { timerColumns, timerFrom } from './timer-columns.ts'

const relay: Scope = { role: 'relay' }

/** Makes the store of the timers. The outbox takes the partitions; the timers follow. */
export function postgresTimers(driver: SqlDriver, partitions: Partitions): TimerStore {
  return {
    async next(limit: number, except: readonly string[]): Promise<readonly Timer[]> {
      const held = partitions.current()
      if (held.length === 0) return []

      const { rows } = await driver.query(relay, { text: readNext, values: [held, except, limit] })
      return rows.map(timerFrom)
    },
  }
}

const list = timerColumns.map(({ name }) => `t.${name}`).join(', ')

// in: $1 partitions, $2 timers to leave out, $3 limit; out: timers, the next due first; locks: none
const readNext = `select ${list} from plinth.timers as t
where t.partition = any($1::smallint[]) and t.id <> all($2::text[])
order by t.due_at, t.id
limit $3::bigint`
