/** A second small world for the database contract: entities that refer to each other, in all ways. */
import {
  type BaseRepository,
  defineEntity,
  type EntitySchema,
  field,
  Validators,
} from '@plinth/core'
import {
  type Database,
  entitySchema,
  type RecordHooks,
  repositoryTools,
  systemPlatform,
  UnitOfWork,
} from '@plinth/core/runtime'
import { present } from '../shop.ts'

const Depot = defineEntity({
  name: 'Depot',
  idPrefix: 'dep_',
  fields: {
    code: field.string({ unique: true }),
    town: field.string({ optional: true }),
    rank: field.integer({ default: 0 }),
    title: field.computed(field.string(), ({ code, town }) => `${String(code)} ${String(town)}`),
  },
})

const exists = Validators.refExists()

const Driver = defineEntity({
  name: 'Driver',
  idPrefix: 'drv_',
  fields: {
    name: field.string(),
    depotCode: field.ref(Depot, { refField: 'code', optional: true, validators: [exists] }),
    homeIds: field.refs(Depot, { optional: true, validators: [exists] }),
    badge: field.string({ optional: true, validators: [Validators.unique()] }),
  },
  hooks: { beforeSave: ({ name }) => givenBy(name) },
})

/** What the hook gives to a driver by its name: `temp 30` has badge 30, `guest of N` belongs to depot N. */
function givenBy(name: string): Readonly<Record<string, string>> | undefined {
  const [, badge] = /^temp (.+)$/.exec(name) ?? []
  const [, depotCode] = /^guest of (.+)$/.exec(name) ?? []
  if (badge !== undefined) return { badge }
  return depotCode === undefined ? undefined : { depotCode }
}

const Trip = defineEntity({
  name: 'Trip',
  idPrefix: 'trp_',
  fields: {
    name: field.string(),
    km: field.number({ default: 0 }),
    driverId: field.ref(Driver, { optional: true }),
    beforeId: field.ref('Trip', { optional: true }),
    stopIds: field.refs(Depot, { optional: true }),
    miles: field.computed(field.number(), ({ km }) => Math.round(Number(km) * 0.621)),
    strict: field.computed(field.number({ optional: true }), ({ km }) => {
      if (km === -1) throw new RangeError('no way is shorter than nothing')
      return null
    }),
  },
})

const Toll = defineEntity({
  name: 'Toll',
  idPrefix: 'tol_',
  fields: {
    name: field.string(),
    km: field.number({ default: 0 }),
    driverId: field.ref(Driver, { optional: true }),
  },
  softDelete: false,
})

const place = {
  namespace: 'fleet',
  trusted: true,
  entityNamed: (name: string) => fleet.find((schema) => schema.name === name),
}

/** Places, found by their code: what `refField` joins on. */
const depots: EntitySchema = entitySchema(Depot, place)
/** Who drives; belongs to a depot by its code. */
const drivers: EntitySchema = entitySchema(Driver, place)
/** What is driven: by a driver, after another trip, past some depots. */
const trips: EntitySchema = entitySchema(Trip, place)
/** What is paid on the way; what is deleted of it is gone. */
const tolls: EntitySchema = entitySchema(Toll, place)

/** Every entity of the fleet. */
export const fleet: readonly EntitySchema[] = [depots, drivers, trips, tolls]

/** What work in a unit of the fleet has at hand. */
export interface Yard {
  readonly unit: UnitOfWork
  readonly depots: BaseRepository
  readonly drivers: BaseRepository
  readonly trips: BaseRepository
  readonly tolls: BaseRepository
}

/** One organization that runs a fleet. */
export interface Carrier {
  /** Opens a unit of work. */
  open(): Yard
  /** Runs work in a unit and flushes what it staged. */
  change<R>(work: (yard: Yard) => Promise<R>): Promise<R>
  /** Flushes what a unit has staged. */
  commit(yard: Yard): Promise<void>
}

/** Founds a new organization on a database, or on what watches one. */
export function carrierOn(database: Pick<Database, 'repository' | 'flush'>): Carrier {
  const { clock, ids } = systemPlatform()
  const organizationId = ids.generateFor('org_')
  const hooks: RecordHooks = {
    beforeSave: async (schema, { name }) =>
      schema === drivers ? (givenBy(String(name)) ?? null) : null,
    beforeDelete: async () => {},
  }
  const tools = {
    ...repositoryTools(database, { ids, clock: { ...clock, now: () => present } }),
    hooks,
  }
  const open = (): Yard => {
    const scope = { organizationId, actorId: 'usr_1', correlationId: 'cor_1', causedBy: null }
    const unit = new UnitOfWork(scope)
    const of = (schema: EntitySchema) => database.repository(schema, unit, tools)
    return {
      unit,
      depots: of(depots),
      drivers: of(drivers),
      trips: of(trips),
      tolls: of(tolls),
    }
  }
  const commit = ({ unit }: Yard) => database.flush(unit.seal())
  return {
    open,
    commit,
    async change(work) {
      const yard = open()
      const result = await work(yard)
      await commit(yard)
      return result
    },
  }
}
