/** Runs work in a unit of work of its own, and again when the world has changed under it. */
import { CoreError } from '../errors/index.ts'
import type { Platform } from '../primitives/index.ts'
import { type UnitClaim, type UnitScope, UnitOfWork } from '../repository/index.ts'
import type { Kernel } from './kernel.ts'

/** How often a unit is run in all before a conflict is the caller's. */
const attempts = 4

/** The longest pause before the first repetition, in milliseconds; it doubles each time. */
const firstPause = 8

/** For how long a unit is run again because the database is in trouble, in milliseconds. */
const patience = 5_000

/** What to run, and on whose behalf. */
export interface UnitWork<R> {
  readonly scope: UnitScope
  /** What makes the flush fail when another unit has done it: `delivery.handled`, `timer.gone`. */
  readonly claim?: UnitClaim
  readonly work: (unit: UnitOfWork) => R | Promise<R>
}

type UnitKernel = Pick<Kernel, 'database' | 'platform' | 'committed'>

/**
 * Runs the work and commits what it staged, all or nothing.
 *
 * Nothing has left a unit that fails, so the whole of it runs again when a record that it relied on
 * has changed, or when an error says that another try may succeed (not for long: who waits for a
 * database that is gone is told so). That is four times in all, with a jittered pause between. What
 * the work throws for reasons of its own is thrown at once.
 */
export async function runUnit<R>(
  kernel: UnitKernel,
  { scope, claim = {}, work }: UnitWork<R>,
): Promise<R> {
  const { platform } = kernel
  const start = platform.clock.elapsed()
  for (let attempt = 1; ; attempt++) {
    const unit = new UnitOfWork(scope, claim)
    try {
      const result = await work(unit)
      await commit(kernel, unit)
      return result
    } catch (error) {
      unit.end()
      const elapsed = platform.clock.elapsed() - start
      if (attempt === attempts || !mayRepeat(error, { unit, elapsed })) throw error
      await pause(platform, firstPause * 2 ** attempt)
    }
  }
}

async function commit({ database, committed }: UnitKernel, unit: UnitOfWork): Promise<void> {
  const changes = unit.seal()
  if (!unit.isEmpty) await database.flush(changes)
  if (changes.events.length > 0) committed(changes)
  unit.followUp()
}

interface Attempt {
  readonly unit: UnitOfWork
  /** Since the first attempt began, in milliseconds. */
  readonly elapsed: number
}

// A stale version may be the caller's own, and stays stale however often one tries. It is the world's
// when the flush found it, or when the unit has seen a record change.
function mayRepeat(error: unknown, { unit, elapsed }: Attempt): boolean {
  if (!(error instanceof CoreError)) return false
  if (error.transient) return elapsed < patience
  return error.code === 'entity.stale' && (unit.isSealed || unit.isOvertaken)
}

function pause({ clock, random }: Platform, longest: number): Promise<void> {
  return new Promise((resolve) => clock.after(random.next() * longest, resolve, { holds: true }))
}
