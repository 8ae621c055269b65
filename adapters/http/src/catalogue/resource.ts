/** An entity as the API shows it: its address, what its lists take, which events its records know. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import type { Machine } from '@plinth/core/runtime'
import type { ListTraits } from '../query/list-query.ts'
import { operatorsOf } from '../query/operators.ts'

/** An entity behind an address. */
export interface Resource {
  readonly schema: EntitySchema
  /** `/api/v1/sales/orders`. */
  readonly path: string
  /** What begins its messages and permissions: `sales.order`. */
  readonly name: string
  readonly list: ListTraits
  /** The machine that drives its records, if one does. */
  readonly machine: Machine | undefined
  /** The events of the machine, by name. */
  readonly events: ReadonlyMap<string, ResourceEvent>
}

/** An event that a record can be sent. */
export interface ResourceEvent {
  readonly name: string
  /** The states that know it. */
  readonly from: readonly string[]
  /** Where it may lead. */
  readonly to: readonly string[]
}

/** What begins every address of the API. */
export const apiRoot = '/api/v1'

/** Describes an entity's resource. */
export function resourceOf(schema: EntitySchema, machine: Machine | undefined): Resource {
  const { namespace, singular, plural } = schema
  return {
    schema,
    path: `${apiRoot}/${namespace}/${plural}`,
    name: `${namespace}.${singular}`,
    list: listTraits(schema),
    machine,
    events: machine ? eventsOf(machine) : new Map(),
  }
}

/** The fields that a record has beside its own, in the order in which documents show them. */
export function baseFields({ timestamps }: EntitySchema): readonly FieldSchema[] {
  return timestamps ? timed : timed.filter(({ type }) => type !== 'date')
}

const timed: readonly FieldSchema[] = [
  { key: 'id', type: 'ref', required: true, label: 'Id' },
  { key: 'createdAt', type: 'date', required: true, label: 'Created at' },
  { key: 'updatedAt', type: 'date', required: true, label: 'Updated at' },
  { key: 'version', type: 'number', integer: true, required: true, label: 'Version' },
]

/** The most records on a page; what core takes at most. */
const mostRecords = 500

const sortable: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'date',
  'enum',
  'ref',
  'money',
])

// A sensitive field answers neither a filter nor an order: both would tell what it holds. A computed
// one is not stored: a database cannot ask for it.
function listTraits(schema: EntitySchema): ListTraits {
  const stored = [...baseFields(schema), ...schema.storedFields]
  const open = stored.filter(({ sensitive }) => !sensitive)
  const filterable = open.filter(({ type }) => operatorsOf(type).size > 0)
  const ordered = open.filter(({ type }) => sortable.has(type))
  return {
    schema,
    fields: new Map(filterable.map((field) => [field.key, field])),
    sortable: new Set(ordered.map(({ key }) => key)),
    mostRecords,
  }
}

function eventsOf({ states }: Machine): ReadonlyMap<string, ResourceEvent> {
  const events = new Map<string, ResourceEvent>()
  for (const [from, { on }] of states) {
    for (const [name, exits] of on) {
      const known = events.get(name) ?? { name, from: [], to: [] }
      const to = [...new Set([...known.to, ...exits.map(({ target }) => target)])]
      events.set(name, { name, from: [...known.from, from], to })
    }
  }
  return events
}
