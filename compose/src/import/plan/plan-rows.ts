/** Works out the plan of a file: map, entity and header brought together, all mistakes at once. */
import type { EntitySchema } from '@plinth/core'
import type { ImportMap, Source } from '../map/import-map.ts'
import { MapMistakes } from '../map/map-mistakes.ts'
import type { PlanDraft } from './plan-draft.ts'
import { isKnownBy, planField } from './plan-field.ts'
import type { RowPlan } from './row-plan.ts'

/** What a plan is made from. */
export interface PlanParts extends Pick<PlanDraft, 'schema' | 'entities' | 'header'> {
  /** Null: each column stands for the field of its name. */
  readonly map: ImportMap | null
}

/** What planning came to. */
export type Planned =
  | { readonly ok: true; readonly plan: RowPlan }
  | { readonly ok: false; readonly mistakes: readonly string[] }

/** Plans the rows of a file. */
export function planRows(parts: PlanParts): Planned {
  const { schema, header } = parts
  const mistakes = new MapMistakes()
  const draft = { ...parts, map: parts.map ?? mapByName(parts), mistakes }

  const sources = Object.entries(draft.map.fields)
  const fields = sources.flatMap(([key, source]) => planField(draft, key, source) ?? [])
  const key = keyOf(draft)
  if (mistakes.lines.length > 0) return { ok: false, mistakes: mistakes.lines }

  const notes = [...unusedNote(draft), ...keyNote(schema, key)]
  const { history = false } = draft.map
  return { ok: true, plan: { schema, key, fields, history, width: header.length, notes } }
}

function mapByName({ schema, header }: PlanParts): ImportMap {
  const named = header.filter((name) => schema.fieldByKey.has(name))
  return { fields: Object.fromEntries(named.map((name) => [name, { column: name }])) }
}

function keyOf({ map, schema, mistakes }: PlanDraft): readonly string[] {
  const unique = schema.fields.find(isKnownBy)
  const key = map.key ?? (unique ? [unique.key] : [])
  if (key.length === 0) {
    mistakes.add('key', `${schema.name} has no unique field to recognise a record by; name one`)
  }

  const known = [...schema.fieldByKey.keys()]
  for (const name of key) {
    if (!known.includes(name)) {
      mistakes.unknown('key', { what: `field of ${schema.name}`, name, known })
    } else if (!Object.hasOwn(map.fields, name)) {
      mistakes.add('key', `"${name}" tells which record a row is, and no column gives it`)
    }
  }
  return key
}

function unusedNote({ map, header }: PlanDraft): readonly string[] {
  const used = new Set(Object.values(map.fields).flatMap(columnsOf))
  const unused = header.filter((name) => !used.has(name))
  return unused.length === 0 ? [] : [`columns not used: ${unused.join(', ')}`]
}

function columnsOf({ column, when, product = [], currency }: Source): readonly string[] {
  const factors = product.map((factor) =>
    typeof factor === 'object' ? factor.oneMinus : String(factor),
  )
  const named = typeof currency === 'object' ? [currency.column] : []
  return [column ?? [], when ?? [], factors, named].flat()
}

function keyNote(schema: EntitySchema, key: readonly string[]): readonly string[] {
  const single = schema.fields.filter(({ unique }) => unique).map((field) => [field.key])
  const constraints = [...single, ...schema.uniqueConstraints]
  if (constraints.some((fields) => fields.every((field) => key.includes(field)))) return []

  const fields = key.join(', ')
  return [`no constraint of ${schema.name} keeps (${fields}) unique: import one file at a time`]
}
