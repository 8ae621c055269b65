/** Checks rules: their names, their entities, and that they read what exists. */
import type { EntitySchema } from '../../entity/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { type Crossing, shapeOf } from '../../repository/index.ts'
import {
  type FactShape,
  inspectRule,
  type RuleDefinition,
  type RuleExpr,
  rootsShape,
} from '../../rule/index.ts'
import type { Declarations, Declared } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** Finds rules that are taken twice, that belong to no entity, or read what it has not. */
export function checkRules(
  { rules }: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
): readonly Mistake[] {
  const named = new Map(rules.map(({ it }) => [it.id, it.expr]))
  return [
    ...takenTwice(rules, ({ it }) => it.id).map(({ item, first }) => ({
      module: item.module,
      message: `rule "${item.it.id}" is declared by module "${first.module}" already`,
    })),
    ...rules.flatMap((rule) => checkRule(rule, schemas, named)),
  ]
}

function checkRule(
  { module, it }: Declared<RuleDefinition>,
  schemas: ReadonlyMap<string, EntitySchema>,
  named: ReadonlyMap<string, RuleExpr>,
): readonly Mistake[] {
  const subject = `rule "${it.id}"`
  const messages: string[] = []
  if (!it.id.startsWith(`${module}.`)) messages.push(`${subject} must begin with "${module}."`)
  if (it.entity !== null && !schemas.has(it.entity)) {
    const known = meantOrKnown(it.entity, schemas.keys())
    messages.push(`${subject} is about entity "${it.entity}", which no module declares. ${known}`)
  }

  const checked = inspectRule(it.expr, {
    id: it.id,
    shape: ruleShape(it.entity, schemas),
    resolve: (id) => named.get(id),
    ruleNames: named.keys(),
  })
  const problems = checked.ok ? [] : checked.error
  messages.push(...problems.map((problem) => `${subject} ${problem.message}`))
  return messages.map((message) => ({ module, message }))
}

/** What a rule about an entity may read: the record, refs inside its module, the actor, the payload. */
export function ruleShape(
  entity: string | null,
  schemas: ReadonlyMap<string, EntitySchema>,
): FactShape {
  const schema = entity === null ? undefined : schemas.get(entity)
  const record = schema ? shapeOf(schema, withinModule(schema, schemas)) : null
  return rootsShape({ entity: record, actor: null, payload: null })
}

/** Lets rules cross the refs that lead to entities of the same module. */
function withinModule(from: EntitySchema, schemas: ReadonlyMap<string, EntitySchema>): Crossing {
  return ({ refEntity = '' }) => {
    const target = schemas.get(refEntity)
    return target?.namespace === from.namespace ? target : undefined
  }
}
