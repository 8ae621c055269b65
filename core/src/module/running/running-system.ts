/**
 * A system with a life: it is made, started once, and stopped once.
 *
 * made → `start` brings the stored schema up to date, boots the modules level by level and begins to
 * deliver events, to fire timers and to do jobs → `stop` ends all three, shuts the modules down in reverse order and
 * closes the adapters and the database. Requests are served between the two; before and after they are
 * refused.
 */
import {
  type Caller,
  fireTimer,
  type HandlerContext,
  type Kernel,
  RequestContext,
  type SystemContext,
} from '../../context/index.ts'
import type { MessageTraits } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import {
  type DomainEvent,
  type DurableSubscription,
  type EventStore,
  isDurable,
  memoryEventBus,
  subscriptionIndex,
} from '../../event/index.ts'
import type { JobTraits, Scheduler } from '../../queue/index.ts'
import type { RealTimeBridge, RealTimeGateway } from '../../realtime/index.ts'
import {
  type Changes,
  createRelay,
  createTimekeeper,
  type Relay,
  type Timekeeper,
  type Timer,
} from '../../repository/index.ts'
import type { Machine } from '../../state/index.ts'
import { closeAdapters } from '../boot/close-adapters.ts'
import type { Declarations } from '../check/index.ts'
import { DeclaredWork, type WorkParts } from './declared-work.ts'
import { orderedMigrations } from '../boot/ordered-migrations.ts'
import { bridgeOf, concerns, listen, react } from './hearing.ts'
import { LocalDelivery } from './local-delivery.ts'
import { type ModuleManifest, manifestsOf } from '../manifest.ts'
import { ModuleRegistry, type ModuleRegistryParts } from '../module-registry.ts'
import { organization, systemActor } from './system-actor.ts'
import { inPresentVersion, presentStore } from './reading-events.ts'
import type { BootedModule, System } from '../system.ts'

type Phase = 'made' | 'running' | 'stopped'

/** The system that `createSystem` gives. */
export class RunningSystem implements System {
  readonly #declarations: Declarations
  readonly #kernel: Kernel
  readonly #relay: Relay
  readonly #local: LocalDelivery<HandlerContext>
  readonly #modules: ModuleRegistry
  readonly bridge: RealTimeBridge
  readonly #timekeeper: Timekeeper
  readonly manifests: readonly ModuleManifest[]
  readonly scheduler: Scheduler
  readonly #work: DeclaredWork
  #booted: readonly BootedModule[] = []
  #phase: Phase = 'made'

  constructor(
    declarations: Declarations,
    kernel: Kernel,
    work: Pick<WorkParts, 'scheduler' | 'organizations'>,
  ) {
    this.#declarations = declarations
    this.#kernel = kernel
    const { database, platform, logger } = kernel
    const subscriptions = declarations.subscriptions.map(({ it }) => it)
    this.#relay = createRelay<DurableSubscription<HandlerContext>>({
      outbox: database.outbox,
      platform,
      logger,
      subscriptionsFor: subscriptionIndex(subscriptions.filter(isDurable)),
      deliver: (subscription, event) => this.#deliver(subscription, event),
      // The timers of a record go with its events: those that are due already are seen from now on.
      acquired: () => this.#timekeeper.expect(platform.clock.now()),
    })

    const bus = memoryEventBus({ contextOf: (event) => this.#contextOf(event) })
    this.#local = new LocalDelivery({ bus, platform, logger })
    this.bridge = bridgeOf(kernel, bus)
    listen(declarations, bus, this.bridge)
    this.#timekeeper = createTimekeeper({
      timers: database.timers,
      platform,
      logger,
      fire: (timer) => this.#fire(timer),
    })

    this.manifests = manifestsOf(declarations.modules, kernel.schemas.getAll())
    this.#modules = registryOf(declarations, this.manifests, {
      clock: platform.clock,
      logger,
      registry: {
        mediator: kernel.mediator,
        bus,
        store: (organizationId) => this.eventStore(organizationId),
        schemas: kernel.schemas,
        rules: kernel.rules,
        fsms: kernel.fsm,
        realtime: this.bridge,
        db: database,
        adapters: kernel.adapters,
        queue: kernel.queue,
        scheduler: work.scheduler,
        logger,
      },
    })
    this.scheduler = work.scheduler
    this.#work = new DeclaredWork({ ...work, kernel, jobs: this.jobs })
  }

  get modules(): readonly BootedModule[] {
    return this.#booted
  }

  get entities(): readonly EntitySchema[] {
    return this.#kernel.schemas.getAll()
  }

  get machines(): readonly Machine[] {
    return this.#kernel.fsm.machines()
  }

  get commands(): readonly MessageTraits[] {
    return this.#declarations.commands.map(({ it }) => it)
  }

  get queries(): readonly MessageTraits[] {
    return this.#declarations.queries.map(({ it }) => it)
  }

  get jobs(): readonly JobTraits[] {
    return this.#declarations.jobs.map(({ it }) => it)
  }

  get ruleCount(): number {
    return this.#declarations.rules.length
  }

  get realtime(): RealTimeGateway {
    return this.#kernel.realtime
  }

  async start(): Promise<void> {
    if (this.#phase !== 'made') throw notRunning('a system starts once')
    const { modules } = this.#declarations
    await this.#kernel.database.migrate(this.entities, orderedMigrations(modules))
    this.#booted = await this.#modules.boot()
    this.#phase = 'running'
    this.#relay.start()
    this.#timekeeper.start()
    await this.#work.start()
  }

  async stop(): Promise<void> {
    if (this.#phase === 'stopped') return
    this.#phase = 'stopped'
    await this.#work.stop()
    await this.#timekeeper.stop()
    await this.#relay.stop()
    await this.#local.stop()
    await this.#modules.shutdown()
    await closeAdapters(this.#kernel)
    await this.#kernel.database.close()
  }

  as(caller: Caller): SystemContext {
    if (this.#phase !== 'running') throw notRunning('the system is not running')
    return new RequestContext(this.#kernel, caller)
  }

  eventStore(organizationId: string): EventStore {
    const { database, events } = this.#kernel
    return presentStore(database.eventStore(organizationId), events)
  }

  async ready(): Promise<void> {
    if (this.#phase !== 'running') throw notRunning('the system is not running')
    await this.#kernel.database.ping()
  }

  async settled(): Promise<void> {
    let ended: number
    let hasFired: boolean
    do {
      ended = this.#work.ended
      await this.#delivered()
      hasFired = await this.#timekeeper.settled()
      await this.#work.settled()
    } while (hasFired || ended !== this.#work.ended)
  }

  async #delivered(): Promise<void> {
    await this.#relay.settled()
    while (this.#local.isBusy) {
      await this.#local.settled()
      await this.#relay.settled()
    }
  }

  /** Is told of events that have been committed, and maybe timers; waits for nothing. */
  committed({ events, rows }: Pick<Changes, 'events' | 'rows'>): void {
    if (this.#phase !== 'running') return
    this.#relay.wake()
    this.#local.tell(events)
    for (const { timers } of rows) {
      for (const { dueAt } of timers ?? []) this.#timekeeper.expect(dueAt)
    }
  }

  async #deliver(
    subscription: DurableSubscription<HandlerContext>,
    event: DomainEvent,
  ): Promise<void> {
    const current = inPresentVersion(event, this.#kernel.events)
    if (!concerns(subscription, current)) return
    const receipt = { subscription: subscription.name, eventId: event.id }
    await this.#contextOf(event).inUnit((inner) => react(subscription, current, inner), { receipt })
  }

  async #fire(timer: Timer): Promise<void> {
    const { organizationId, correlationId } = timer
    const org = organization(organizationId)
    const caller = { actor: systemActor(organizationId), org, correlationId }
    const context = new RequestContext(this.#kernel, caller)
    await context.inUnit((inner) => fireTimer(this.#kernel, inner, timer), { firing: timer })
  }

  /** The context in which an event is handled: the system's own, in the event's organization. */
  #contextOf({ id, orgId, correlationId }: DomainEvent): RequestContext {
    const caller = { actor: systemActor(orgId), org: organization(orgId), correlationId }
    return new RequestContext(this.#kernel, caller, { eventId: id })
  }
}

function registryOf(
  { modules }: Declarations,
  manifests: readonly ModuleManifest[],
  parts: ModuleRegistryParts,
): ModuleRegistry {
  const registry = new ModuleRegistry(parts)
  for (const [index, manifest] of manifests.entries()) {
    const { boot = nothing, shutdown = nothing } = modules[index] ?? {}
    registry.register({ manifest, boot, shutdown })
  }
  return registry
}

function nothing(): void {}

function notRunning(sentence: string): CoreError {
  return new CoreError('system.stopped', sentence)
}
