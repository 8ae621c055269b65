/** Writes the statements of a flush, in the order in which they take their locks. */
import type { Changes } from '@plinth/core/runtime'
import type { Statement } from '../../driver/index.ts'
import { answerStatements } from '../log/answer-statements.ts'
import { timerStatements } from '../timing/timer-statements.ts'
import {
  chosenStatements,
  erasureOrder,
  erasureStatement,
  eventStatements,
  receiptStatement,
} from './event-statements.ts'
import { insertStatements, updateStatements } from './record-statements.ts'
import { changesByTable } from './table-changes.ts'

/**
 * Writes what one unit of work commits: its place among erasures, its answer, its receipt, changed and relied-on records, new
 * records, timers and events. Changes come before new records, which may take a unique value that a
 * change gives up.
 * Refs are checked at the commit, so no record has to come before the one that refers to it.
 */
export function flushStatements(changes: Changes, isParted = false): readonly Statement[] {
  const { organizationId, answer, receipt, events, erasures } = changes
  const tables = changesByTable(changes)
  return [
    ...erasureOrder(changes),
    ...(answer ? answerStatements(answer) : []),
    ...(receipt ? [receiptStatement(receipt, organizationId)] : []),
    ...tables.flatMap((table) => updateStatements(table, organizationId, isParted)),
    ...tables.flatMap(insertStatements),
    ...chosenStatements(changes),
    ...timerStatements(changes),
    ...eventStatements(events),
    ...erasures.map(erasureStatement),
  ]
}
