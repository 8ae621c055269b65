/**
 * A system with a life: it is made, started once, and stopped once.
 *
 * made → `start` brings the stored schema up to date, boots the modules level by level and begins to
 * deliver events → `stop` ends the delivery, shuts the modules down in reverse order and closes the
 * adapters and the database. Requests are served between the two; before and after they are refused.
 */
import { type Caller, type Kernel, RequestContext, type SystemContext } from '../context/index.ts'
import type { Actor, MessageTraits } from '../cqrs/index.ts'
import type { EntitySchema } from '../entity/index.ts'
import { CoreError } from '../errors/index.ts'
import { type DomainEvent, type Subscription, subscriptionIndex } from '../event/index.ts'
import { createRelay, type Relay } from '../repository/index.ts'
import type { Machine } from '../state/index.ts'
import { closeAdapters } from './close-adapters.ts'
import { bootModules, shutDownModules } from './boot-modules.ts'
import type { Declarations } from './check/index.ts'
import { orderedMigrations } from './ordered-migrations.ts'
import type { BootedModule, System } from './system.ts'

type Phase = 'made' | 'running' | 'stopped'

/** The system that `createSystem` gives. */
export class RunningSystem implements System {
  readonly #declarations: Declarations
  readonly #kernel: Kernel
  readonly #relay: Relay
  #booted: readonly BootedModule[] = []
  #phase: Phase = 'made'

  constructor(declarations: Declarations, kernel: Kernel) {
    this.#declarations = declarations
    this.#kernel = kernel
    this.#relay = createRelay<Subscription<SystemContext>>({
      outbox: kernel.database.outbox,
      platform: kernel.platform,
      logger: kernel.logger,
      subscriptionsFor: subscriptionIndex(declarations.subscriptions.map(({ it }) => it)),
      deliver: (subscription, event) => this.#deliver(subscription, event),
    })
  }

  get modules(): readonly BootedModule[] {
    return this.#booted
  }

  get entities(): readonly EntitySchema[] {
    return [...this.#kernel.schemas.values()]
  }

  get machines(): readonly Machine[] {
    return [...this.#kernel.machines.values()]
  }

  get commands(): readonly MessageTraits[] {
    return this.#declarations.commands.map(({ it }) => it)
  }

  get queries(): readonly MessageTraits[] {
    return this.#declarations.queries.map(({ it }) => it)
  }

  get ruleCount(): number {
    return this.#declarations.rules.length
  }

  async start(): Promise<void> {
    if (this.#phase !== 'made') throw notRunning('a system starts once')
    const { modules } = this.#declarations
    await this.#kernel.database.migrate(this.entities, orderedMigrations(modules))
    this.#booted = await bootModules(this.#declarations.modules, this.#kernel.platform.clock)
    this.#phase = 'running'
    this.#relay.start()
  }

  async stop(): Promise<void> {
    if (this.#phase === 'stopped') return
    this.#phase = 'stopped'
    await this.#relay.stop()
    await shutDownModules(this.#declarations.modules, this.#kernel)
    await closeAdapters(this.#kernel)
    await this.#kernel.database.close()
  }

  as(caller: Caller): SystemContext {
    if (this.#phase !== 'running') throw notRunning('the system is not running')
    return new RequestContext(this.#kernel, caller)
  }

  async ready(): Promise<void> {
    if (this.#phase !== 'running') throw notRunning('the system is not running')
    await this.#kernel.database.ping()
  }

  settled(): Promise<void> {
    return this.#relay.settled()
  }

  /** Tells the relay that events have been committed. */
  wake(): void {
    if (this.#phase === 'running') this.#relay.wake()
  }

  async #deliver(subscription: Subscription<SystemContext>, event: DomainEvent): Promise<void> {
    const { orgId, correlationId } = event
    const caller = { actor: systemActor(orgId), org: organization(orgId), correlationId }
    const context = new RequestContext(this.#kernel, caller, { eventId: event.id })
    const receipt = { subscription: subscription.name, eventId: event.id }
    await context.inUnit(async (inner) => react(subscription, event, inner), receipt)
  }
}

// The payload's type was checked where the subscription was declared, against the event's fields; the
// event store knows events by name only.
function react(
  { handle }: Subscription<SystemContext>,
  event: DomainEvent,
  ctx: SystemContext,
): unknown {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return handle(event as DomainEvent<never>, ctx)
}

function systemActor(orgId: string): Actor {
  return { id: 'system', roles: [], orgId, type: 'system' }
}

function organization(id: string): SystemContext['org'] {
  return { id, slug: id, settings: {} }
}

function notRunning(sentence: string): CoreError {
  return new CoreError('system.stopped', sentence)
}
