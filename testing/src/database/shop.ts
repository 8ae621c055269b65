/** The small world of the database contract: three entities, and offices that work in it. */
import {
  type BaseRepository,
  type Clock,
  defineEntity,
  type DomainEvent,
  type EntitySchema,
  field,
  type Money,
} from '@plinth/core'
import {
  entitySchema,
  type RecordHooks,
  repositoryTools,
  systemPlatform,
  type UnitClaim,
  UnitOfWork,
} from '@plinth/core/runtime'
import type { RepositoryGround } from '../repository/repository-ground.ts'

const Customer = defineEntity({
  name: 'Customer',
  idPrefix: 'cus_',
  fields: {
    name: field.string(),
    code: field.string({ unique: true, optional: true }),
    creditLimit: field.money({ optional: true }),
  },
})

const Order = defineEntity({
  name: 'Order',
  idPrefix: 'ord_',
  fields: {
    number: field.string({ unique: true }),
    customerId: field.ref(Customer, { optional: true }),
    status: field.oneOf(['draft', 'placed', 'paid'], { default: 'draft' }),
    total: field.money({ optional: true }),
    placedAt: field.date({ optional: true, indexed: true }),
    rank: field.integer({ optional: true }),
    note: field.string({ optional: true }),
  },
  uniqueConstraints: [['customerId', 'rank']],
})

const Specimen = defineEntity({
  name: 'Specimen',
  idPrefix: 'spe_',
  fields: {
    text: field.string({ optional: true }),
    decimal: field.number({ optional: true }),
    whole: field.integer({ optional: true }),
    flag: field.boolean({ optional: true }),
    moment: field.date({ optional: true }),
    price: field.money({ optional: true }),
    choice: field.oneOf(['one', "it's two"], { optional: true }),
    friends: field.refs(Customer, { optional: true }),
    place: field.geoPoint({ optional: true }),
    area: field.geoPolygon({ optional: true }),
    route: field.geoLineString({ optional: true }),
    data: field.json({ optional: true }),
  },
})

const Voucher = defineEntity({
  name: 'Voucher',
  idPrefix: 'vou_',
  fields: {
    code: field.string({ unique: true }),
    customerId: field.ref(Customer, { optional: true }),
  },
  softDelete: false,
  timestamps: false,
})

/** What a counter counts up to. */
const most = 100

const Counter = defineEntity({
  name: 'Counter',
  idPrefix: 'cnt_',
  fields: {
    label: field.string({ optional: true }),
    left: field.integer({ default: 0 }),
    right: field.integer({ default: 0 }),
  },
  versioned: false,
  hooks: { beforeSave: ({ left }) => (left > most ? { left: most } : undefined) },
})

const place = { namespace: 'shop', trusted: true }

/** Who buys. */
export const customers: EntitySchema = entitySchema(Customer, place)
/** What is bought: number unique, customer and rank together unique; what is placed has two timers. */
export const orders: EntitySchema = entitySchema(Order, {
  ...place,
  timed: { field: 'status', delays: new Map([['placed', [1_000, 60_000]]]) },
})
/** One field of each type, none required. */
const specimens: EntitySchema = entitySchema(Specimen, place)

/** Removed when they are deleted, and without timestamps. */
const vouchers: EntitySchema = entitySchema(Voucher, place)
/** Not versioned. */
const counters: EntitySchema = entitySchema(Counter, place)

/** Every entity of the shop. */
export const entities: readonly EntitySchema[] = [customers, orders, specimens, vouchers, counters]

/** Makes US dollars from cents. */
export function usd(amount: number): Money {
  return { amount, currency: 'USD' }
}

/** What work in a unit has at hand. */
export interface Desk {
  readonly unit: UnitOfWork
  readonly customers: BaseRepository
  readonly orders: BaseRepository
  readonly specimens: BaseRepository
  readonly vouchers: BaseRepository
  readonly counters: BaseRepository
}

/** One organization at work on a database. Each has an id of its own, so that tests do not meet. */
export interface Office {
  readonly organizationId: string
  /** Runs work in a unit and flushes what it staged. */
  change<R>(work: (desk: Desk) => Promise<R>, claim?: UnitClaim): Promise<R>
  /** Runs work in a unit and leaves the flush to the caller. */
  prepare(work: (desk: Desk) => Promise<unknown>, claim?: UnitClaim): Promise<UnitOfWork>
  /** Runs work in a unit that only reads. */
  read<R>(work: (desk: Desk) => Promise<R>): Promise<R>
  /** Reads the events of one record. */
  history(id: string): Promise<readonly DomainEvent[]>
}

const platform = systemPlatform()

/** The present of the shop: it stands still, so that what a test compares with is a literal. */
export const present: number = Date.UTC(2026, 10, 20, 10, 30, 0, 250)

const clock: Clock = { ...platform.clock, now: () => present }
const hooks: RecordHooks = {
  beforeSave: async (_schema, { left }) => (Number(left) > most ? { left: most } : null),
  beforeDelete: async () => {},
}

/** Opens an office, of a new organization unless one is named. */
export function officeOn(
  database: RepositoryGround,
  organizationId: string = platform.ids.generateFor('org_'),
): Office {
  const tools = { ...repositoryTools(database, { ids: platform.ids, clock }), hooks }
  const open = (readOnly: boolean, claim: UnitClaim = {}): Desk => {
    const correlationId = platform.ids.generateFor('cor_')
    const scope = { organizationId, actorId: 'usr_1', correlationId, causedBy: null, readOnly }
    const unit = new UnitOfWork(scope, claim)
    const of = (schema: EntitySchema) => database.repository(schema, unit, tools)
    return {
      unit,
      customers: of(customers),
      orders: of(orders),
      specimens: of(specimens),
      vouchers: of(vouchers),
      counters: of(counters),
    }
  }
  return {
    organizationId,
    async change(work, claim) {
      const desk = open(false, claim)
      const result = await work(desk)
      await database.flush(desk.unit.seal())
      return result
    },
    async prepare(work, claim) {
      const desk = open(false, claim)
      await work(desk)
      return desk.unit
    },
    read: (work) => work(open(true)),
    history: (id) => database.history(organizationId, id, { after: 0, limit: 500 }),
  }
}

/** Draws a number that no other test has. */
export function unusedNumber(): string {
  return platform.ids.generate()
}
