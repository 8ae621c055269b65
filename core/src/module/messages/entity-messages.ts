/** The messages that every entity understands by itself: read, list, history; create, update, delete, erase, fire. */
import type { HandlerContext } from '../../context/index.ts'
import {
  bodyOf,
  commandDefinition,
  type DefineCommand,
  type DefineQuery,
  type Permission,
  type PermissionResolver,
  permission,
  queryDefinition,
} from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import { pageLimits, stale } from '../../repository/index.ts'
import { field } from '../../schema/index.ts'
import type { Machine } from '../../state/index.ts'
import type { ReadHistory } from '../running/reading-events.ts'
import { asRecord, givenFields } from './given-fields.ts'
import { importMessage } from './import-records.ts'
import { declaredMessage, type KernelMessage } from './kernel-message.ts'
import { assertMayFilter } from './may-filter.ts'
import { permittedInclude } from './may-include.ts'
import { messageType, permissionApart } from './message-type.ts'
import { showable } from './shown-beside.ts'

const command: DefineCommand<HandlerContext> = commandDefinition
const query: DefineQuery<HandlerContext> = queryDefinition

/** What the messages of an entity work on. */
export interface EntityPlace {
  readonly schema: EntitySchema
  /** The machine that drives it, if one does. */
  readonly machine: Machine | undefined
  readonly readHistory: ReadHistory
  readonly permissions: PermissionResolver
}

/** Makes an entity's messages, `sales.order.read` and so on, with permissions of the same names. */
export function entityMessages(place: EntityPlace): readonly KernelMessage[] {
  const { schema, machine, permissions } = place
  const reads = [read(place), list(place), history(place)]
  const declared = [...reads, update(schema), remove(schema), erase(schema)]
  const fired = machine ? [fire(schema, machine), transitions(schema, machine)] : []
  const checkedByHand = [create(schema), importMessage(schema, permissions)]
  return [...[...declared, ...fired].map(declaredMessage), ...checkedByHand]
}

const byId = { id: field.string({ maxLength: 64 }) }
const byVersion = { ...byId, version: field.integer({ optional: true, min: 1 }) }

/** Names of refs whose records are wanted beside: `["customer", "customer.region"]`. */
const including = { include: field.json({ optional: true }) }

function read({ schema, permissions }: EntityPlace) {
  return query(messageType(schema, 'read'), {
    input: { ...byId, ...including },
    handle: async ({ params }, ctx) => {
      const include = await permittedInclude(
        { schema, permissions, actor: ctx.actor },
        params.include,
      )
      const record = await ctx.repository(schema.name).findByIdOrFail(params.id, { include })
      return showable(schema, include, record)
    },
  })
}

function list({ schema, permissions }: EntityPlace) {
  return query(messageType(schema, 'list'), {
    input: {
      ...including,
      where: field.json({ optional: true }),
      sort: field.list(
        { field: field.string(), direction: field.oneOf(['asc', 'desc'], { default: 'asc' }) },
        { optional: true, max: 8 },
      ),
      limit: field.integer({ default: pageLimits.default }),
      page: field.integer({ optional: true }),
      after: field.string({ optional: true }),
      total: field.oneOf(['exact', 'capped', 'none'], { default: 'none' }),
      withDeleted: field.boolean({ default: false }),
    },
    allow: reading(schema),
    handle: async ({ params }, ctx) => {
      const { where, sort, page, after, ...rest } = params
      const filter = where ?? undefined
      const inquiry = { schema, permissions, actor: ctx.actor }
      await assertMayFilter(inquiry, filter)
      const include = await permittedInclude(inquiry, params.include)
      const found = await ctx.repository(schema.name).findMany(filter, {
        ...rest,
        include,
        sort: sort ?? [],
        ...(page === null ? {} : { page }),
        ...(after === null ? {} : { after }),
      })
      return { ...found, data: showable(schema, include, found.data) }
    },
  })
}

function history({ schema, readHistory }: EntityPlace) {
  return query(messageType(schema, 'history'), {
    input: {
      ...byId,
      after: field.integer({ default: 0, min: 0 }),
      limit: field.integer({ default: pageLimits.most, min: 1, max: pageLimits.most }),
    },
    allow: reading(schema),
    handle: async ({ params }, ctx) => {
      const { id, ...options } = params
      const data = await readHistory(ctx.org.id, id, options)
      const own = data.filter((event) => event.aggregateType === schema.name)
      if (own.length === 0) await ctx.repository(schema.name).findByIdOrFail(id)
      return { data: own }
    },
  })
}

function create(schema: EntitySchema): KernelMessage {
  const type = messageType(schema, 'create')
  return {
    kind: 'command',
    type,
    validator: null,
    allow: () => permission(type),
    handle: (request, ctx) =>
      ctx.repository(schema.name).save(givenFields(schema, bodyOf(request))),
  }
}

function update(schema: EntitySchema) {
  return command(messageType(schema, 'update'), {
    input: { ...byVersion, changes: field.json() },
    handle: async ({ payload }, ctx) => {
      const repository = ctx.repository(schema.name)
      const before = await repository.findByIdOrFail(payload.id)
      assertVersion(schema, before, payload.version)
      return repository.save({ ...before, ...givenFields(schema, payload.changes) })
    },
  })
}

function remove(schema: EntitySchema) {
  return command(messageType(schema, 'delete'), {
    input: byVersion,
    handle: async ({ payload }, ctx) => {
      const repository = ctx.repository(schema.name)
      assertVersion(schema, await repository.findByIdOrFail(payload.id), payload.version)
      await repository.delete(payload.id)
      return null
    },
  })
}

// It asks for a permission outside the module's own, `erase.sales.order`: no `sales.*` grants it.
function erase(schema: EntitySchema) {
  return command(messageType(schema, 'erase'), {
    input: byVersion,
    allow: permission(permissionApart(schema, 'erase')),
    handle: async ({ payload: { id, version } }, ctx) => {
      const repository = ctx.repository(schema.name)
      if (version !== null) {
        assertVersion(schema, { id, version: await repository.versionOf(id) }, version)
      }
      await repository.hardDelete(id)
      return null
    },
  })
}

function fire(schema: EntitySchema, machine: Machine) {
  return command(messageType(schema, 'fire'), {
    input: {
      ...byVersion,
      event: field.string({ maxLength: 100 }),
      payload: field.json({ optional: true }),
    },
    allow: ({ event }) => permission(messageType(schema, event)),
    handle: async ({ payload: { id, version, event, payload } }, ctx) => {
      const record = await ctx.repository(schema.name).findByIdOrFail(id)
      assertVersion(schema, record, version)
      const shot = { record, event, payload: asRecord(payload) ?? {} }
      return (await ctx.fireById(machine.id, shot)).record
    },
  })
}

function transitions(schema: EntitySchema, machine: Machine) {
  return query(messageType(schema, 'transitions'), {
    input: byId,
    allow: reading(schema),
    handle: ({ params }, ctx) => ctx.fsm.outlook(machine.id, params.id),
  })
}

function reading(schema: EntitySchema): Permission {
  return permission(messageType(schema, 'read'))
}

interface Versioned {
  readonly id: string
  readonly version: number
}

function assertVersion(schema: EntitySchema, current: Versioned, wanted: number | null): void {
  if (wanted === null || wanted === current.version) return
  throw stale(schema, current.id, { expected: wanted, actual: current.version })
}
