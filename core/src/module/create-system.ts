/** Puts modules on a database: checks them together, wires them, and gives a system to start. */
import { AdapterRegistry } from '../adapter/index.ts'
import { type Caller, type Kernel, RequestContext } from '../context/index.ts'
import { type Request, usualKeep } from '../cqrs/index.ts'
import type { EntitySchema } from '../entity/index.ts'
import { repositoryTools } from '../repository/index.ts'
import { silentLogger, systemPlatform } from '../primitives/index.ts'
import { type Cron, memoryQueue, memoryScheduler } from '../queue/index.ts'
import { memoryGateway } from '../realtime/index.ts'
import {
  assertSound,
  checkGrants,
  checkJobs,
  checkSearch,
  composition,
  type Declarations,
  declarationsOf,
  type Mistake,
  ruleShape,
} from './check/index.ts'
import { configurationOf } from './boot/configuration-of.ts'
import { declaredJobs } from './wiring/declared-jobs.ts'
import { declaredEvents } from './wiring/declared-events.ts'
import { compileMachines } from './wiring/compile-machines.ts'
import { createMediator } from './wiring/create-mediator.ts'
import { systemMessages } from './messages/system-messages.ts'
import { historyReader } from './running/reading-events.ts'
import { RunningSystem } from './running/running-system.ts'
import { ruleEngineOf } from './wiring/rule-engine-of.ts'
import { registryOf } from './wiring/registry-of.ts'
import { schemasOf } from './wiring/schemas-of.ts'
import { tightenedMachines } from './wiring/tightened-machines.ts'
import type { System, SystemParts } from './system.ts'

/**
 * Makes a system of its parts. It does nothing before `start`.
 *
 * @throws CoreError `system.invalid` with everything that the modules contradict themselves in.
 */
export function createSystem(parts: SystemParts): System {
  const { platform = systemPlatform(), logger = silentLogger, database, permissions } = parts
  const declarations = declarationsOf(parts.modules)
  const schemas = schemasOf(declarations)
  const configured = configurationOf(declarations.modules, parts.config ?? {}, platform.clock.now())
  const { cron = noCron, organizations = noOrganizations, adapters = new AdapterRegistry() } = parts
  const mistakes = partMistakes(declarations, schemas, { ...parts, cron, adapters })
  assertSound(declarations, schemas, [...configured.mistakes, ...mistakes])

  const rules = ruleEngineOf(declarations, schemas, platform.clock)
  const fsm = compileMachines(declarations, schemas, rules)
  const events = declaredEvents(declarations)
  const readHistory = historyReader(database, events)
  const messages = systemMessages(declarations, { schemas, fsm, readHistory, permissions })
  const { tracer = null, rateLimiter = null, idempotencyTtl = usualKeep, middleware = [] } = parts
  const retry = { ...parts.retry, platform }
  const mediator = createMediator(messages, {
    permissions,
    platform,
    logger,
    database,
    tracer,
    rateLimiter,
    retry,
    idempotencyTtl,
    middleware,
    contextFor: (request) => new RequestContext(kernel, senderOf(request)),
  })
  const kernel: Kernel = {
    mediator,
    retry,
    idempotencyTtl,
    isTraced: tracer !== null,
    database,
    platform,
    tools: repositoryTools(database, platform),
    permissions,
    logger,
    rules,
    schemas: registryOf(schemas.values(), platform.clock),
    fsm,
    machineFor: tightenedMachines({ fsm, rules, shapeOf: (type) => ruleShape(type, schemas) }),
    adapters,
    events,
    configs: configured.values,
    queue: parts.queue ?? memoryQueue({ platform, logger }),
    jobs: declaredJobs(declarations),
    realtime: parts.realtime ?? memoryGateway({ logger }),
    committed: (changes) => system.committed(changes),
  }
  const system = new RunningSystem(declarations, kernel, {
    scheduler: memoryScheduler({ clock: platform.clock, cron, logger, ...memoryOf(parts) }),
    organizations,
  })
  return system
}

// What the parts have that the modules cannot work with, and what whoever composed them has found.
function partMistakes(
  declarations: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
  parts: SystemParts & Required<Pick<SystemParts, 'cron' | 'adapters'>>,
): readonly Mistake[] {
  const { cron, adapters, organizations, permissions, mistakes = [] } = parts
  return [
    ...checkJobs(declarations, { cron, knowsOrganizations: organizations !== undefined }),
    ...checkSearch(declarations, adapters),
    ...checkGrants(declarations, schemas, permissions.grants),
    ...mistakes.map((message) => ({ module: composition, message })),
  ]
}

const noOrganizations = () => []

// A message that is sent without a context comes from within, and says whom it is sent for. Of his
// roles it says nothing: the resolver knows him, or he has none.
function senderOf({ actorId, orgId, correlationId }: Request): Caller {
  const actor = { id: actorId, roles: [], orgId, type: 'human' } as const
  const org = { id: orgId, slug: orgId, settings: {} }
  return { actor, org, ...(correlationId === undefined ? {} : { correlationId }) }
}

const noCron: Cron = {
  problemOf: () => 'the system has nothing that reads them',
  next: () => null,
}

function memoryOf({ scheduleMemory: memory }: SystemParts) {
  return memory ? { memory } : {}
}
