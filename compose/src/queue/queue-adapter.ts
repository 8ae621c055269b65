/** The port to where a system keeps its jobs, and which one a system has that was not told. */
import type { Logger, ModuleDefinition, Platform } from '@plinth/core'
import { type JobQueue, memoryQueue } from '@plinth/core/runtime'
import type { Environment } from '../configuration/variables.ts'

/** A queue to be opened. */
export interface QueueAdapter {
  open(setting: QueueSetting): JobQueue
}

/** What is known when a queue is opened. */
export interface QueueSetting {
  readonly platform: Platform
  readonly logger: Logger
}

/** Keeps jobs in memory: those that are not done are lost with the process. */
export function inMemory(): QueueAdapter {
  return { open: memoryQueue }
}

/** A system that may not have said where its jobs are. */
export interface Unqueued {
  readonly modules: readonly ModuleDefinition[]
  readonly queue: QueueAdapter | undefined
  readonly environment: Environment
}

/** A queue, and what is wrong with the choice of it, to be told with what else is wrong. */
export interface OpenedQueue {
  readonly queue: JobQueue
  readonly mistakes: readonly string[]
}

/**
 * Chooses the queue: the composed one, or else one in memory, of which a system with jobs is warned. In
 * production that is a mistake, when there are jobs and nobody has said that they may be lost.
 */
export function openQueue(
  { modules, queue, environment }: Unqueued,
  setting: QueueSetting,
): OpenedQueue {
  const jobs = modules.flatMap((module) => module.jobs.map(({ name }) => name))
  const opened = (queue ?? inMemory()).open(setting)
  if (queue || jobs.length === 0) return { queue: opened, mistakes: [] }

  const sentence = `jobs are kept in memory, and lost with the process: ${jobs.join(', ')}`
  if (environment === 'production') {
    const remedy = 'compose the system with adapters: { queue: inMemory() } to accept that'
    return { queue: opened, mistakes: [`${sentence}; ${remedy}`] }
  }
  setting.logger.warn(sentence)
  return { queue: opened, mistakes: [] }
}
