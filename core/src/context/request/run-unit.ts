/** Runs work once in a unit of work of its own, and commits it. */
import type { KeptText, KeyedCommand } from '../../cqrs/index.ts'
import { ConflictError } from '../../errors/index.ts'
import {
  type Changes,
  type KeptAnswer,
  type UnitClaim,
  type UnitScope,
  UnitOfWork,
} from '../../repository/index.ts'
import type { Kernel } from '../kernel.ts'
import { type Done, keptAnswer } from './kept-answer.ts'

/** What to run, and on whose behalf. */
export interface UnitWork<R> {
  readonly scope: UnitScope
  /** What makes the flush fail when another unit has done it: `delivery.handled`, `timer.gone`. */
  readonly claim?: UnitClaim
  /** The command whose answer is written with the changes. Default: none. */
  readonly keyed?: KeyedCommand | null
  readonly work: (unit: UnitOfWork) => R | Promise<R>
}

type UnitKernel = Pick<Kernel, 'database' | 'platform' | 'logger' | 'committed' | 'idempotencyTtl'>

/**
 * Runs the work and commits what it staged, all or nothing.
 *
 * Nothing has left a unit that fails. Where a record that it relied on has changed under it, the error
 * says that another attempt may succeed; what the work throws for reasons of its own is thrown as it is.
 */
export async function runUnit<R>(
  kernel: UnitKernel,
  { scope, claim, keyed = null, work }: UnitWork<R>,
): Promise<R> {
  const unit = new UnitOfWork(scope, claim)
  try {
    const result = await work(unit)
    await commit(kernel, unit, keyed && { keyed, text: await written(keyed, result) })
    return result
  } catch (error) {
    unit.end()
    throw unit.isSealed || unit.isOvertaken ? overtaken(error) : error
  }
}

interface Answered {
  readonly keyed: KeyedCommand
  readonly text: KeptText
}

async function written(keyed: KeyedCommand, answer: unknown): Promise<KeptText> {
  return { answer, rendered: await keyed.render(answer) }
}

async function commit(
  kernel: UnitKernel,
  unit: UnitOfWork,
  answered: Answered | null,
): Promise<void> {
  const { database, logger, committed } = kernel
  const sealed = unit.seal()
  const { ids, remembered } = unit
  const known = { ids, remembered, erasures: sealed.erasures }
  const answer = answered && kept(kernel, answered, known)
  const changes: Changes = { ...sealed, answer }
  if (!unit.isEmpty || answer) await database.flush(changes)
  if (changes.events.length > 0) committed(changes)
  // What is committed stands: a failure from here on must not have the unit run again.
  unit.followUp((error) => logger.error('what was to follow a commit has failed', { error }))
}

function kept(
  { platform, idempotencyTtl: ttl }: UnitKernel,
  answered: Answered,
  unit: Pick<Done, 'ids' | 'remembered' | 'erasures'>,
): KeptAnswer {
  return keptAnswer({ ...answered, ...unit, now: platform.clock.now(), ttl })
}

// A stale version may be the caller's own, and stays stale however often one tries. It is the world's
// when the flush found it, or when the unit has seen a record change.
function overtaken(error: unknown): unknown {
  if (!(error instanceof ConflictError) || error.code !== 'entity.stale') return error
  const { code, message, facts, cause } = error
  return new ConflictError(code, message, facts, { cause, transient: true })
}
