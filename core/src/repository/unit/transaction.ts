/** A nested unit: what is written while its work runs is kept or dropped as a whole. */
import { BusinessError } from '../../errors/index.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/**
 * A nested unit while its work runs. There is nothing else to hand on: every repository of the handler
 * writes into it, and so do `ctx.publish` and `ctx.dispatch`.
 */
export interface Transaction {
  /**
   * Has everything dropped that is written in it, before and after this, once the work has ended. The
   * answer of the work stays, and what it has read is relied on.
   *
   * @throws BusinessError `unit.ended` when the work has ended before.
   */
  rollback(): void
}

/** Runs work; what was written into the unit meanwhile is dropped when it throws, or has asked for that. */
export async function transact<R>(
  unit: UnitOfWork,
  work: (tx: Transaction) => Promise<R>,
): Promise<R> {
  const savepoint = unit.mark()
  const nested = new NestedUnit()
  try {
    const answer = await work(nested)
    if (nested.isDropped) unit.rollback(savepoint)
    return answer
  } catch (error) {
    unit.rollback(savepoint)
    throw error
  } finally {
    nested.end()
  }
}

class NestedUnit implements Transaction {
  #isDropped = false
  #isOver = false

  get isDropped(): boolean {
    return this.#isDropped
  }

  rollback(): void {
    if (this.#isOver) throw tooLate()
    this.#isDropped = true
  }

  end(): void {
    this.#isOver = true
  }
}

function tooLate(): BusinessError {
  const sentence =
    'it is too late to roll the transaction back: its work has ended; await everything that it starts'
  return new BusinessError('unit.ended', sentence)
}
