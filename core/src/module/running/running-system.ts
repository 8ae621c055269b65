/**
 * A system with a life: it is made, started once, and stopped once.
 *
 * made → starting: `start` brings the stored schema up to date and boots the modules level by level →
 * running: it serves requests, delivers events, fires timers and does jobs → stopped: `stop` waits for a
 * start that is under way, ends all that, shuts the modules down in reverse order and closes the adapters
 * and the database. Before and after, requests are refused. A start that fails leaves it made.
 */
import {
  type Caller,
  type HandlerContext,
  type Kernel,
  RequestContext,
  type SystemContext,
} from '../../context/index.ts'
import type { MessageTraits } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { CoreError } from '../../errors/index.ts'
import {
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
} from '../../repository/index.ts'
import type { Machine } from '../../state/index.ts'
import { closeAdapters } from '../boot/close-adapters.ts'
import type { Declarations } from '../check/index.ts'
import { DeclaredWork, type WorkParts } from './declared-work.ts'
import { orderedMigrations } from '../boot/ordered-migrations.ts'
import { bridgeOf, listen } from './hearing.ts'
import { deliverEvent, eventContext, fireDue } from './in-own-name.ts'
import { LocalDelivery } from './local-delivery.ts'
import { type ModuleManifest, manifestsOf } from '../manifest.ts'
import type { ModuleRegistry } from '../module-registry.ts'
import { registeredModules } from './registered-modules.ts'
import { presentStore } from './reading-events.ts'
import type { BootedModule, System } from '../system.ts'

type Phase = 'made' | 'starting' | 'running' | 'stopped'

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
  #started: Promise<void> = Promise.resolve()

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
      deliver: (subscription, event) => deliverEvent(kernel, subscription, event),
      // The timers of a record go with its events: those that are due already are seen from now on.
      acquired: () => this.#timekeeper.expect(platform.clock.now()),
    })

    const bus = memoryEventBus({ contextOf: (event) => eventContext(kernel, event) })
    this.#local = new LocalDelivery({ bus, platform, logger })
    this.bridge = bridgeOf(kernel, bus)
    listen(declarations, bus, this.bridge)
    this.#timekeeper = createTimekeeper({
      timers: database.timers,
      platform,
      logger,
      fire: (timer) => fireDue(kernel, timer),
    })

    this.manifests = manifestsOf(declarations.modules, kernel.schemas.getAll())
    this.#modules = registeredModules(declarations, this.manifests, {
      clock: platform.clock,
      logger,
      registry: {
        ...partsOf(kernel),
        bus,
        store: (organizationId) => this.eventStore(organizationId),
        realtime: this.bridge,
        scheduler: work.scheduler,
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

  start(): Promise<void> {
    if (this.#phase !== 'made') return Promise.reject(notRunning('a system starts once'))
    this.#phase = 'starting'
    this.#started = this.#open()
    return this.#started
  }

  async stop(): Promise<void> {
    if (this.#phase === 'stopped') return
    this.#phase = 'stopped'
    // Whoever has started it hears how that ended.
    await Promise.allSettled([this.#started])
    await this.#work.stop()
    await this.#timekeeper.stop()
    await this.#relay.stop()
    await this.#local.stop()
    await this.#modules.shutdown()
    await closeAdapters(this.#kernel)
    await this.#kernel.database.close()
  }

  async #open(): Promise<void> {
    try {
      const { modules } = this.#declarations
      await this.#kernel.database.migrate(this.entities, orderedMigrations(modules))
      this.#booted = await this.#modules.boot()
    } catch (error) {
      if (this.#phase === 'starting') this.#phase = 'made'
      throw error
    }
    if (this.#phase === 'stopped') throw notRunning('the system was stopped while it started')
    this.#phase = 'running'
    this.#relay.start()
    this.#timekeeper.start()
    await this.#work.start()
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
}

/** What modules are handed at boot of the kernel's parts. */
function partsOf(kernel: Kernel) {
  const { mediator, schemas, rules, fsm: fsms, database: db, adapters, queue, logger } = kernel
  return { mediator, schemas, rules, fsms, db, adapters, queue, logger }
}

function notRunning(sentence: string): CoreError {
  return new CoreError('system.stopped', sentence)
}
