/** What a module says of itself, as data: derived from its declaration, never written. */
import type { EntitySchema } from '../entity/index.ts'
import type { JobSchedule, JobTraits } from '../queue/index.ts'
import type { Migration } from '../repository/index.ts'
import type { ModuleDefinition } from './define-module.ts'

/** A module on one page: what it owns, what it answers, what it needs. Frozen. */
export interface ModuleManifest {
  readonly id: string
  /** As in Semantic Versioning 2.0.0. */
  readonly version: string
  /** The ids of the modules that boot before it. */
  readonly dependsOn: readonly string[]
  readonly entities: readonly EntitySchema[]
  /** Entity → what its ids begin with: `{ Order: 'ord_' }`. */
  readonly idPrefixes: Readonly<Record<string, string>>
  /** The event types that it declares; those of its records' changes declare themselves. */
  readonly events: readonly string[]
  readonly commands: readonly string[]
  readonly queries: readonly string[]
  /** The ids of its state machines. */
  readonly fsms: readonly string[]
  readonly migrations: readonly Migration[]
  /** Its recurring jobs: name, expression, zone. */
  readonly scheduledJobs: readonly (JobSchedule & { readonly name: string })[]
  /** Its jobs, and how many of each are done at once in one process. */
  readonly queueWorkers: readonly Pick<JobTraits, 'name' | 'concurrency'>[]
  /** What of it can be configured, each key with its default; null where there is none. */
  readonly defaultConfig: Readonly<Record<string, unknown>>
}

/** Derives the manifests of modules whose entities have their schemas. */
export function manifestsOf(
  modules: readonly ModuleDefinition[],
  schemas: Iterable<EntitySchema>,
): readonly ModuleManifest[] {
  const entities = new Map<string, EntitySchema[]>(modules.map(({ id }) => [id, []]))
  for (const schema of schemas) entities.get(schema.namespace)?.push(schema)
  return modules.map((module) => manifestOf(module, entities.get(module.id) ?? []))
}

function manifestOf(module: ModuleDefinition, entities: readonly EntitySchema[]): ModuleManifest {
  return Object.freeze({
    id: module.id,
    version: module.version,
    dependsOn: module.dependsOn.map(({ id }) => id),
    entities,
    idPrefixes: Object.fromEntries(entities.map(({ name, idPrefix }) => [name, idPrefix])),
    events: module.events.map(({ type }) => type),
    commands: module.commands.map(({ type }) => type),
    queries: module.queries.map(({ type }) => type),
    fsms: module.machines.map(({ id }) => id),
    migrations: module.migrations,
    scheduledJobs: module.jobs.flatMap(({ name, schedule }) =>
      schedule ? [{ name, ...schedule }] : [],
    ),
    queueWorkers: module.jobs.map(({ name, concurrency }) => ({ name, concurrency })),
    defaultConfig: Object.fromEntries(
      (module.config?.fields ?? []).map((field) => [field.key, field.default ?? null]),
    ),
  })
}
