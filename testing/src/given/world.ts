/** The world of one test: a whole system in memory, what was given to it, and what has happened since. */
import {
  type CommandMessage,
  CoreError,
  type CreateOf,
  type EntityDefinition,
  type EntityOf,
  type EntitySchema,
  Err,
  type MediatorMiddleware,
  type ModuleConfig,
  type ModuleDefinition,
  Ok,
  type PermissionResolver,
  type QueryMessage,
  type Queue,
  type Result,
  type RetryOptions,
  type Row,
  type SystemContext,
  IDGenerator,
} from '@plinth/core'
import {
  adapterRegistry,
  asDeclared,
  createSystem,
  memoryDatabase,
  messageType,
  type System,
} from '@plinth/core/runtime'
import { type Acting, type Aim, isAtRecord } from './acting.ts'
import { type MemoryAdapters, memoryAdapters } from '../adapter/memory-adapters.ts'
import type { TestActor } from './actor.ts'
import { cronExpressions } from '../queue/cron.ts'
import { FakeClock } from '../fake-clock.ts'
import { letPass } from '../let-pass.ts'
import { recordingDatabase } from './recording-database.ts'
import { seededRandom } from '../seeded-random.ts'

/**
 * What a system is composed of, as far as a test needs it. `compose()` gives one. What stands outside of
 * a system, its adapters, is in memory instead; nobody is limited, as time stands still.
 */
export interface Composition {
  readonly modules: readonly ModuleDefinition[]
  readonly permissions: PermissionResolver
  /** What the modules are configured with: module → key → value. Default: their defaults. */
  readonly config?: ModuleConfig
  /** Layers around every handler, from outside in. Default: none. */
  readonly middleware?: readonly MediatorMiddleware[]
  /** How often a unit of work is tried; its pauses are the short ones of the default. */
  readonly retry?: Pick<RetryOptions, 'attempts'>
  /** For how long answers are kept under idempotency keys, in milliseconds. */
  readonly idempotencyTtl?: number
}

interface GivenRecord {
  readonly schema: EntitySchema
  readonly id: string
}

/** A system in memory, under a clock that stands still, and with chance that repeats itself. */
export class World {
  /** The time of the system. */
  readonly clock: FakeClock = new FakeClock()
  /** What the system sends, stores and asks outside: `world.adapters['notification.email'].sent`. */
  readonly adapters: MemoryAdapters = memoryAdapters(this.clock)
  readonly #system: System
  readonly #given: GivenRecord[] = []
  readonly #events: string[] = []

  constructor(composition: Composition) {
    const random = seededRandom()
    this.#system = createSystem({
      ...declaredIn(composition),
      adapters: adapterRegistry(this.adapters),
      cron: cronExpressions(),
      organizations: () => [org.id],
      platform: { clock: this.clock, random, ids: new IDGenerator(this.clock, random) },
      database: recordingDatabase(memoryDatabase(), (events) => {
        this.#events.push(...events.map(({ type }) => type))
      }),
    })
  }

  /** Starts the system. `given` has done it. */
  start(): Promise<void> {
    return this.#system.start()
  }

  /** Stops the system. It does so by itself when the test is finished. */
  stop(): Promise<void> {
    return this.#system.stop()
  }

  /** What somebody can do here. */
  as(actor: TestActor): Acting {
    const context = this.#contextOf(actor, 'human')
    return {
      fire: (...aim: Aim) => settle(this.#fire(context, ...aim)),
      dispatch: (command) => letPass(this.clock, context.dispatch(command)),
      query: (query) => context.query(query),
    }
  }

  /** The jobs of the organization: what is dead, and for letting it begin anew. */
  get queue(): Queue {
    return this.#asSystem().queue
  }

  /** The types of the events since everything was given, in their order. */
  events(): readonly string[] {
    return [...this.#events]
  }

  /** Resolves when every event has been handled by all its subscriptions. @throws what one failed with */
  settled(): Promise<void> {
    return letPass(this.clock, this.#system.settled())
  }

  /** Creates a record in the name of the system, which may do everything. */
  async create<E extends EntityDefinition>(entity: E, values: CreateOf<E>): Promise<EntityOf<E>> {
    const schema = this.#schemaNamed(asDeclared(entity).name)
    const type = messageType(schema, 'create')
    const message: CommandMessage<unknown, EntityOf<E>> = { type, payload: values }
    const record = await this.#asSystem().dispatch(message)
    this.#given.push({ schema, id: record.id })
    return record
  }

  /** Reads the record of the entity that was given last, as it is now. @throws RangeError when none was */
  async the<E extends EntityDefinition>(entity: E): Promise<EntityOf<E>> {
    const { name } = asDeclared(entity)
    const given = this.#given.findLast(({ schema }) => schema.name === name)
    if (!given)
      throw new RangeError(
        `no ${name} was given to this test; those that it has made are in world.all(${name})`,
      )

    const type = messageType(given.schema, 'read')
    const message: QueryMessage<unknown, EntityOf<E>> = { type, params: { id: given.id } }
    return this.#asSystem().query(message)
  }

  /** Reads all records of the entity. */
  all<E extends EntityDefinition>(entity: E): Promise<readonly EntityOf<E>[]> {
    return this.#asSystem().repo(entity).findAll()
  }

  /** Waits for what was given to take effect, and forgets its events: they are no news. */
  async begin(): Promise<void> {
    await this.settled()
    this.#events.length = 0
  }

  async #fire(context: SystemContext, ...aim: Aim): Promise<Row> {
    const { schema, id, event, payload = {} } = this.#aimed(aim)
    const message: CommandMessage<unknown, Row> = {
      type: messageType(schema, 'fire'),
      payload: { id, event, payload },
    }
    return letPass(this.clock, context.dispatch(message))
  }

  #aimed(aim: Aim) {
    if (!isAtRecord(aim)) return { ...this.#firable(), event: aim[0], payload: aim[1] }

    const [{ entityType: name }, { id }, event, payload] = aim
    return { schema: this.#schemaNamed(name), id, event, payload }
  }

  #firable(): GivenRecord {
    const driven = new Set(this.#system.machines.map(({ entityType }) => entityType))
    const given = this.#given.findLast(({ schema }) => driven.has(schema.name))
    if (given) return given

    throw new RangeError('nothing was given to this test that an event can be fired on')
  }

  #schemaNamed(name: string): EntitySchema {
    const found = this.#system.entities.find((schema) => schema.name === name)
    if (found) return found

    throw new RangeError(`no module of this system declares ${name}`)
  }

  #asSystem(): SystemContext {
    return this.#contextOf(systemActor, 'system')
  }

  #contextOf({ id, roles }: TestActor, type: 'human' | 'system'): SystemContext {
    return this.#system.as({ actor: { id, roles, orgId: org.id, type }, org })
  }
}

function declaredIn({
  modules,
  permissions,
  config = {},
  middleware = [],
  retry,
  idempotencyTtl,
}: Composition) {
  const { attempts } = retry ?? {}
  return {
    modules,
    permissions,
    config,
    middleware,
    ...(attempts === undefined ? {} : { retry: { attempts } }),
    ...(idempotencyTtl === undefined ? {} : { idempotencyTtl }),
  }
}

const org = { id: 'org_test', slug: 'test', settings: {} }
const systemActor = { id: 'system', roles: [] }

async function settle<Value>(work: Promise<Value>): Promise<Result<Value>> {
  try {
    return Ok(await work)
  } catch (error) {
    if (error instanceof CoreError) return Err(error)
    throw error
  }
}
