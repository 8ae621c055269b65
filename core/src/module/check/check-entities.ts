/** Checks entities: names, id prefixes, fields, and where their refs lead. */
import type { EntityDefinition } from '../../entity/index.ts'
import { isIdPrefix, meantOrKnown } from '../../primitives/index.ts'
import { checkFields, type FieldSchema } from '../../schema/index.ts'
import { refProblems } from './check-refs.ts'
import type { Declarations, Declared } from './declarations.ts'
import { traitProblems } from './check-traits.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** Finds what is taken twice, malformed, or leads nowhere. */
export function checkEntities(world: Declarations): readonly Mistake[] {
  const { entities, entityByName } = world
  const firsts = entities.filter((entity) => entityByName.get(entity.it.name) === entity)
  return [
    ...takenTwice(entities, ({ it }) => it.name).map(({ item, first }) => ({
      module: item.module,
      message: `entity "${item.it.name}" is declared by module "${first.module}" already`,
    })),
    ...takenTwice(firsts, ({ it }) => it.idPrefix).map(({ item, first }) => ({
      module: item.module,
      message: `id prefix "${item.it.idPrefix}" of ${item.it.name} is taken by ${first.it.name}`,
    })),
    ...entities.flatMap((entity) => [...checkEntity(entity), ...checkRefs(entity, world)]),
  ]
}

function checkEntity({ module, it }: Declared<EntityDefinition>): readonly Mistake[] {
  const { name, idPrefix, fields, indexes = [], uniqueConstraints = [] } = it
  const messages: string[] = []
  if (!/^[A-Z][A-Za-z0-9]{0,40}$/.test(name)) {
    messages.push(`entity name "${name}" must be PascalCase`)
  }
  if (!isIdPrefix(idPrefix)) {
    messages.push(`id prefix "${idPrefix}" of ${name} must be like "ord_"`)
  }
  messages.push(...traitProblems(it))
  messages.push(...checkFields(fields, 'record').map((problem) => `entity ${name}: ${problem}`))
  messages.push(...unknownKeys(it, 'an index', indexes))
  messages.push(...unknownKeys(it, 'a unique constraint', uniqueConstraints))
  return messages.map((message) => ({ module, message }))
}

function unknownKeys(
  { name, fields }: EntityDefinition,
  subject: string,
  lists: readonly (readonly string[])[],
): readonly string[] {
  const known = fields.map(({ key }) => key)
  return lists
    .flat()
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `${subject} of ${name} names "${key}", which it has not. ${meantOrKnown(key, known)}`,
    )
}

function checkRefs(
  { module, it }: Declared<EntityDefinition>,
  { entityByName }: Declarations,
): readonly Mistake[] {
  const targetOf = (name: string) => entityByName.get(name)
  return [...danglingRefs(it.fields, entityByName), ...refProblems({ module, it }, targetOf)].map(
    (problem) => ({ module, message: `${it.name}.${problem}` }),
  )
}

/** Says of each ref to an entity that nobody declares where it would lead. */
export function danglingRefs(
  fields: readonly FieldSchema[],
  entities: ReadonlyMap<string, unknown>,
): readonly string[] {
  return fields.flatMap(({ key, refEntity, items = [] }) => {
    const inner = danglingRefs(items, entities).map((problem) => `${key}.${problem}`)
    if (refEntity === undefined || entities.has(refEntity)) return inner
    return [
      `${key} refers to "${refEntity}", which no module declares. ${meantOrKnown(refEntity, entities.keys())}`,
    ]
  })
}
