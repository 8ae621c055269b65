/** Lays an organization out: rows of every entity, each text in them marked. */
import { randomBytes } from 'node:crypto'
import type { EntitySchema, FieldSchema } from '@plinth/core'
import type { ImportOutcome, System } from '@plinth/core/runtime'
import { systemCaller } from 'plinth'
import { markedValues } from './marked-values.ts'
import type { MarkedRow, Tenant, Values } from './tenant.ts'

/** Rows of each entity: one for each state that an order can be in, and one that nothing refers to. */
const rowCount = 6

/** Lays an organization out through the system's own import. @throws Error when a row is not taken */
export async function layOutTenant(system: System, number: number): Promise<Tenant> {
  const marker = `mk${randomBytes(4).toString('hex')}`
  const rows = new Map<string, readonly MarkedRow[]>()
  const tenant = { organization: `org_${marker}`, marker, number, rows }
  for (const schema of inOrder(system.entities)) {
    const values = Array.from({ length: countOf(schema) }, (_, at) =>
      markedValues(schema, tenant, at),
    )
    rows.set(schema.name, await store(system, schema, { tenant, values }))
  }
  return tenant
}

interface Batch {
  readonly tenant: Tenant
  readonly values: readonly Values[]
}

async function store(
  system: System,
  schema: EntitySchema,
  { tenant, values }: Batch,
): Promise<readonly MarkedRow[]> {
  const context = system.as(systemCaller(tenant.organization))
  const outcomes = await context.dispatch<readonly ImportOutcome[]>({
    type: `${schema.namespace}.${schema.singular}.import`,
    payload: { key: keyOf(schema), records: values, history: true },
  })
  return outcomes.map(({ id, failures = [] }, at) => {
    if (id !== undefined) return { id, values: values[at] ?? {} }
    const reasons = failures.map(({ message }) => message).join('; ')
    throw new Error(`${schema.name} was not taken: ${reasons}`)
  })
}

function keyOf({ fields, uniqueConstraints }: EntitySchema): readonly string[] {
  const unique = fields.find((field) => field.unique)
  return unique ? [unique.key] : (uniqueConstraints[0] ?? fields.slice(0, 1).map(({ key }) => key))
}

// A record that refers to another one for itself leaves the last of them free: for one made later.
function countOf({ fields, uniqueConstraints }: EntitySchema): number {
  const alone = new Set([...uniqueConstraints.flat(), ...uniqueKeys(fields)])
  const isTaken = fields.some(({ key, type }) => type === 'ref' && alone.has(key))
  return isTaken ? rowCount - 1 : rowCount
}

function uniqueKeys(fields: readonly FieldSchema[]): readonly string[] {
  return fields.flatMap(({ key, unique }) => (unique ? [key] : []))
}

/** Sorts entities so that each comes behind those that it refers to. */
function inOrder(entities: readonly EntitySchema[]): readonly EntitySchema[] {
  const sorted: EntitySchema[] = []
  const isKnown = (name: string) => sorted.some((schema) => schema.name === name)
  const isNext = ({ name, fields }: EntitySchema) =>
    !isKnown(name) && fields.every(({ refEntity }) => refEntity === undefined || isKnown(refEntity))
  for (let next = entities.find(isNext); next; next = entities.find(isNext)) sorted.push(next)
  if (sorted.length === entities.length) return sorted
  throw new Error('entities refer to each other in a circle: lay one of them out by hand')
}
