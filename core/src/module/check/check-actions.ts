/** Checks what a machine sets off: that the event or the command is declared, and gets all that it needs. */
import type { EntitySchema } from '../../entity/index.ts'
import { meant, meantOrKnown } from '../../primitives/index.ts'
import { baseKeys, checkFields, type FieldSchema, literalFailures } from '../../schema/index.ts'
import type { Action, DispatchAction, EmitAction } from '../../state/index.ts'
import type { Declarations } from './declarations.ts'

/** Says what is wrong with an action of a machine. The schema is that of the entity which it drives. */
export function checkAction(
  action: Action,
  schema: EntitySchema | undefined,
  world: Declarations,
): readonly string[] {
  if (action.type === 'emit') return checkEmit(action, schema, world)
  return action.type === 'dispatch' ? checkDispatch(action, world) : []
}

function checkEmit(
  { event, payload }: EmitAction,
  schema: EntitySchema | undefined,
  { events }: Declarations,
): readonly string[] {
  const declared = events.find(({ it }) => it.type === event)?.it
  if (!declared) {
    const hint = meantOrKnown(
      event,
      events.map(({ it }) => it.type),
    )
    return [`it emits "${event}", which no module declares. ${hint}`]
  }
  if (payload) return refusals(`it emits "${event}" with what it refuses`, declared.fields, payload)
  return schema ? unfilled(event, declared.fields, schema) : []
}

// Without a payload, the record's fields fill the event's by name, and a ref to it takes its id.
function unfilled(
  event: string,
  fields: readonly FieldSchema[],
  schema: EntitySchema,
): readonly string[] {
  const known = [...schema.fieldByKey.keys(), ...baseKeys]
  const missing = fields.filter(
    (field) => isNeeded(field) && field.refEntity !== schema.name && !known.includes(field.key),
  )
  return missing.map(
    ({ key }) =>
      `it emits "${event}" without a payload, and ${schema.name} has no "${key}" for it${meant(key, known)}`,
  )
}

function checkDispatch(
  { command, payload }: DispatchAction,
  { commands }: Declarations,
): readonly string[] {
  const declared = commands.find(({ it }) => it.type === command)?.it
  if (!declared) {
    const hint = meantOrKnown(
      command,
      commands.map(({ it }) => it.type),
    )
    return [`it dispatches "${command}", which no module declares. ${hint}`]
  }
  const { fields } = declared
  if (payload) return refusals(`it dispatches "${command}" with what it refuses`, fields, payload)

  const others = fields.filter((field) => isNeeded(field) && field.key !== 'id')
  const withId = `it dispatches "${command}" with the record's id as "id" alone, and the command`
  return [
    ...(fields.some(({ key }) => key === 'id') ? [] : [`${withId} has no "id"`]),
    ...others.map(({ key }) => `${withId} needs "${key}"`),
  ]
}

function isNeeded({ required = false, default: given }: FieldSchema): boolean {
  return required && given === undefined
}

// Fields that are none are told where they are declared.
function refusals(
  subject: string,
  fields: readonly FieldSchema[],
  payload: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (checkFields(fields, 'message').length > 0) return []
  return literalFailures(fields, payload).map((message) => `${subject}: ${message}`)
}
