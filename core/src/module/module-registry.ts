/**
 * Modules with a life: registered, booted level by level, shut down in reverse.
 *
 * registered → `boot` starts those asked for and all that they need, those of one level side by side →
 * `shutdown` ends those that have started, dependents first. What fails to boot takes down again
 * what had started before it.
 */
import { CoreError } from '../errors/index.ts'
import { type Clock, type Logger, meantOrKnown, within } from '../primitives/index.ts'
import { bootLevels } from './boot/boot-levels.ts'
import type { BootRegistry } from './boot/boot-registry.ts'
import type { ModuleManifest } from './manifest.ts'
import type { BootedModule } from './system.ts'

/** A module that can be started and stopped. */
export interface AppModule {
  readonly manifest: ModuleManifest
  /** Does what must be done once before the first request. At most a minute. */
  boot(registry: BootRegistry): void | Promise<void>
  /** Undoes what `boot` did. At most 5 seconds. */
  shutdown(): void | Promise<void>
}

/** What a registry needs from the system. */
export interface ModuleRegistryParts {
  readonly clock: Clock
  readonly logger: Logger
  /** What each module is handed at boot. */
  readonly registry: BootRegistry
}

/** How long a module may take to boot, in milliseconds. */
const bootLimit = 60_000

/** How long a module may take to shut down, in milliseconds. */
const shutdownLimit = 5_000

/** Holds modules by their ids, and their lives. */
export class ModuleRegistry {
  readonly #parts: ModuleRegistryParts
  readonly #modules = new Map<string, AppModule>()
  readonly #started = new Set<string>()

  constructor(parts: ModuleRegistryParts) {
    this.#parts = parts
  }

  /** Adds a module. @throws CoreError `system.invalid` when its id is taken */
  register(module: AppModule): void {
    const { id } = module.manifest
    if (this.#modules.has(id)) {
      throw new CoreError('system.invalid', `the module id "${id}" is taken twice`, { id })
    }
    this.#modules.set(id, module)
  }

  /** Finds a module by its id. @throws CoreError `module.unknown`, naming the nearest one */
  resolve(id: string): AppModule {
    const module = this.#modules.get(id)
    if (module) return module
    const message = `there is no module "${id}". ${meantOrKnown(id, this.#modules.keys())}`
    throw new CoreError('module.unknown', message, { id })
  }

  /**
   * Boots modules, and first what they depend on; those that run already are left alone. Default: all.
   *
   * @throws CoreError `system.invalid` naming every module of the level that failed, each with its
   * reason; what had started is shut down again.
   */
  async boot(ids: readonly string[] = [...this.#modules.keys()]): Promise<readonly BootedModule[]> {
    const booted: BootedModule[] = []
    for (const level of levelsOf(this.#needed(ids))) {
      const waiting = level.filter(({ manifest }) => !this.#started.has(manifest.id))
      const results = await Promise.allSettled(waiting.map((module) => this.#bootOne(module)))
      booted.push(...results.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : [])))

      const failures = results.flatMap((it, at) =>
        it.status === 'rejected' ? [failure(waiting[at], it.reason)] : [],
      )
      if (failures.length === 0) continue
      await this.shutdown()
      throw bootFailure(failures)
    }
    return booted
  }

  /** Shuts down what runs, dependents first. What fails or takes too long is logged and left. */
  async shutdown(): Promise<void> {
    const running = [...this.#modules.values()].filter((it) => this.#started.has(it.manifest.id))
    for (const level of levelsOf(running).toReversed()) {
      await Promise.all(level.map((module) => this.#shutDownOne(module)))
    }
  }

  async #bootOne(module: AppModule): Promise<BootedModule> {
    const { clock, registry } = this.#parts
    const { id, version } = module.manifest
    const start = clock.elapsed()
    const limit = { clock, ms: bootLimit, late: () => tookTooLong(bootLimit) }
    await within(async () => module.boot(registry), limit)
    this.#started.add(id)
    return { id, version, ms: clock.elapsed() - start }
  }

  async #shutDownOne(module: AppModule): Promise<void> {
    const { clock, logger } = this.#parts
    const { id } = module.manifest
    this.#started.delete(id)
    try {
      const limit = { clock, ms: shutdownLimit, late: () => tookTooLong(shutdownLimit) }
      await within(async () => module.shutdown(), limit)
    } catch (error) {
      logger.error('module did not shut down', { module: id, error })
    }
  }

  /** The modules with these ids, and all that they depend on. */
  #needed(ids: readonly string[]): readonly AppModule[] {
    const needed = new Set<AppModule>()
    const waiting = ids.map((id) => this.resolve(id))
    for (let module = waiting.pop(); module; module = waiting.pop()) {
      if (needed.has(module)) continue
      needed.add(module)
      waiting.push(...module.manifest.dependsOn.map((id) => this.resolve(id)))
    }
    return [...this.#modules.values()].filter((module) => needed.has(module))
  }
}

/** @throws CoreError `system.invalid`, naming the circle, when modules depend on each other. */
function levelsOf(modules: readonly AppModule[]): readonly (readonly AppModule[])[] {
  const nodes = modules.map((module) => ({
    id: module.manifest.id,
    dependsOn: module.manifest.dependsOn.map((id) => ({ id })),
    module,
  }))
  const { levels, circle } = bootLevels(nodes)
  if (circle.length === 0) return levels.map((level) => level.map(({ module }) => module))
  const message = `modules depend on themselves: ${[...circle, circle[0]].join(' → ')}`
  throw new CoreError('system.invalid', message, { circle })
}

interface Failure {
  readonly id: string
  readonly reason: unknown
}

function failure(module: AppModule | undefined, reason: unknown): Failure {
  return { id: module?.manifest.id ?? '', reason }
}

function bootFailure(failures: readonly Failure[]): CoreError {
  const reasons = failures.map(({ id, reason }) => `"${id}" (${sentenceOf(reason)})`).join(', ')
  const modules = failures.map(({ id }) => id)
  const noun = modules.length === 1 ? 'module' : 'modules'
  const cause = failures[0]?.reason
  return new CoreError('system.invalid', `${noun} ${reasons} did not boot`, { modules }, { cause })
}

function sentenceOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason)
}

function tookTooLong(limit: number): CoreError {
  return new CoreError('internal', `it took longer than ${limit} ms`)
}
