/** Checks refs: what they hold of their target, and the name under which they lead to it. */
import type { EntityDefinition } from '../../entity/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { crossingName } from '../../repository/index.ts'
import { baseKeys, type FieldSchema } from '../../schema/index.ts'
import type { Declared } from './declarations.ts'

/** Finds a declared entity. */
export type TargetOf = (name: string) => Declared<EntityDefinition> | undefined

/** Says of each ref what it could not be followed by; each sentence begins with the ref's key. */
export function refProblems(
  { module, it }: Declared<EntityDefinition>,
  targetOf: TargetOf,
): readonly string[] {
  return it.fields.flatMap((field) => {
    const target = targetOf(field.refEntity ?? '')
    if (!target) return []
    const nameProblems = target.module === module ? problemsOfName(field, it) : []
    return [...problemsOfKey(field, target.it), ...nameProblems].map(
      (problem) => `${field.key} ${problem}`,
    )
  })
}

function problemsOfKey({ refField = 'id' }: FieldSchema, target: EntityDefinition): string[] {
  if (refField === 'id') return []

  const texts = target.fields.filter(({ type, computed }) => type === 'string' && !computed)
  const held = texts.find(({ key }) => key === refField)
  if (!held) {
    const known = ['id', ...texts.map(({ key }) => key)]
    const hint = meantOrKnown(refField, known)
    return [`holds "${refField}" of ${target.name}, which is no text that it has. ${hint}`]
  }
  if (held.unique) return []
  return [`holds "${refField}" of ${target.name}, which is not unique: it names no one record`]
}

// Rules and includes put the record beside the fields, where nothing else may stand.
function problemsOfName(field: FieldSchema, { name, fields }: EntityDefinition): string[] {
  const behind = crossingName(field)
  if (behind === null) return []

  const taken = baseKeys.includes(behind) || fields.some(({ key }) => key === behind)
  const others = fields.filter((other) => other !== field && crossingName(other) === behind)
  if (!taken && others.length === 0) return []
  const rival = taken ? 'a field of its own' : `also what ${others[0]?.key} leads to`
  return [`leads to a record under the name "${behind}", which in ${name} is ${rival}`]
}
