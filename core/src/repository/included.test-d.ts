/** What the keyboard says of included records. */
import type { CreateOf, EntityOf } from '../entity/index.ts'
import { defineEntity } from '../entity/index.ts'
import { field } from '../schema/index.ts'
import type { Repository } from './index.ts'

const Depot = defineEntity({
  name: 'Depot',
  idPrefix: 'dep_',
  fields: { code: field.string({ unique: true }) },
})

const Trip = defineEntity({
  name: 'Trip',
  idPrefix: 'trp_',
  fields: {
    km: field.number(),
    depotCode: field.ref(Depot, { refField: 'code' }),
    beforeId: field.ref('Trip', { optional: true }),
    stopIds: field.refs(Depot),
    miles: field.computed(field.number(), ({ km }) => Number(km) * 0.621),
    label: field.computed(field.string({ optional: true }), () => null),
  },
})
interface Trip extends EntityOf<typeof Trip> {}

declare const trips: Repository<Trip, CreateOf<typeof Trip>>
declare const trip: Trip

const miles: number = trip.miles
const label: string | null = trip.label
const created: CreateOf<typeof Trip> = { km: 1, depotCode: 'N', stopIds: [] }

const alone: Trip | null = await trips.findById(trip.id)
const full = await trips.findByIdOrFail(trip.id, {
  include: ['depotCode', 'beforeId.stopIds', 'stopIds'],
})
const depot: string | undefined = full.depot?.id
const before: unknown = full.before?.['stops']
const stops: number = full.stops.length
const page = await trips.findMany({ km: 1 }, { include: ['beforeId'] })
const versions: (number | undefined)[] = page.data.map((found) => found.before?.version)
await trips.save({ ...full, km: 2 })

// @ts-expect-error there is no such ref
await trips.findMany({}, { include: ['befreId'] })

// @ts-expect-error what was not included is not there
void page.data[0]?.depot

// @ts-expect-error a computed field cannot be given
const given: CreateOf<typeof Trip> = { km: 1, depotCode: 'N', stopIds: [], miles: 1 }

// @ts-expect-error the function makes another type than the field says
field.computed(field.number(), () => 'many')

void [miles, label, created, alone, depot, before, stops, versions, given]
