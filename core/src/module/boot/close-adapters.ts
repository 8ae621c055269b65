/** Closes the adapters of a system: each has its time, and one that fails does not keep the others open. */
import { CoreError } from '../../errors/index.ts'
import { within } from '../../primitives/index.ts'
import type { Kernel } from '../../context/index.ts'

/** How long an adapter may take to close, in milliseconds. */
const closeLimit = 5_000

/** Closes all adapters side by side. One that fails or takes too long is logged and left. */
export async function closeAdapters({
  adapters,
  platform,
  logger,
}: Pick<Kernel, 'adapters' | 'platform' | 'logger'>): Promise<void> {
  const limit = { clock: platform.clock, ms: closeLimit, late: tookTooLong }
  const all = adapters.all()
  const closings = all.map((adapter) => within(async () => adapter.close?.(), limit))
  const results = await Promise.allSettled(closings)
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') continue
    logger.error('adapter did not close', { adapter: all[index]?.name, error: result.reason })
  }
}

function tookTooLong(): CoreError {
  return new CoreError('internal', `it took longer than ${closeLimit} ms`)
}
