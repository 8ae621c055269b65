/** Boots modules level by level, and shuts them down in reverse. */
import { CoreError } from '../errors/index.ts'
import { type Clock, type Logger, within } from '../primitives/index.ts'
import { bootLevels } from './boot-levels.ts'
import type { ModuleDefinition } from './define-module.ts'
import type { BootedModule } from './system.ts'

/** How long a module may take to shut down, in milliseconds. */
const shutdownLimit = 5_000

/**
 * Boots the modules: those of one level side by side, each level after the one before.
 *
 * @throws CoreError `system.invalid` naming the modules that failed; those that had booted are shut
 * down again.
 */
export async function bootModules(
  modules: readonly ModuleDefinition[],
  clock: Clock,
): Promise<readonly BootedModule[]> {
  const booted: BootedModule[] = []
  for (const level of bootLevels(modules).levels) {
    const results = await Promise.allSettled(level.map((module) => bootOne(module, clock)))
    booted.push(
      ...results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    )

    const failed = level.filter((_, index) => results[index]?.status === 'rejected')
    const first = results.find((result) => result.status === 'rejected')
    if (!first) continue
    await undo(modules, booted)
    throw bootFailure(failed, first.reason)
  }
  return booted
}

async function bootOne(module: ModuleDefinition, clock: Clock): Promise<BootedModule> {
  const start = clock.elapsed()
  await module.boot?.()
  return { id: module.id, version: module.version, ms: clock.elapsed() - start }
}

async function undo(
  modules: readonly ModuleDefinition[],
  booted: readonly BootedModule[],
): Promise<void> {
  const ids = new Set(booted.map(({ id }) => id))
  const started = modules.filter(({ id }) => ids.has(id)).toReversed()
  for (const module of started) await Promise.resolve(module.shutdown?.()).catch(() => {})
}

function bootFailure(failed: readonly ModuleDefinition[], cause: unknown): CoreError {
  const names = failed.map(({ id }) => id)
  const reason = cause instanceof Error ? cause.message : String(cause)
  const message = `module ${names.map((name) => `"${name}"`).join(', ')} did not boot: ${reason}`
  return new CoreError('system.invalid', message, { modules: names }, { cause })
}

/** Shuts the modules down, dependents first. One that fails or takes too long is logged and left. */
export async function shutDownModules(
  modules: readonly ModuleDefinition[],
  { logger, platform }: { readonly logger: Logger; readonly platform: { readonly clock: Clock } },
): Promise<void> {
  const limit = { clock: platform.clock, ms: shutdownLimit, late: tookTooLong }
  for (const level of bootLevels(modules).levels.toReversed()) {
    const results = await Promise.allSettled(
      level.map((module) => within(async () => module.shutdown?.(), limit)),
    )
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue
      logger.error('module did not shut down', { module: level[index]?.id, error: result.reason })
    }
  }
}

function tookTooLong(): CoreError {
  return new CoreError('internal', `it took longer than ${shutdownLimit} ms`)
}
