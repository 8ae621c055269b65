/** Checks rules: their names, their entities, and that they read what exists. */
import type { EntitySchema } from '../../entity/index.ts'
import { meantOrKnown } from '../../primitives/index.ts'
import { shapeOf } from '../../repository/index.ts'
import {
  type CheckOptions,
  type FactShape,
  inspectRegistration,
  type RuleDefinition,
  type RuleTemplate,
  rootsShape,
  ruleNames,
} from '../../rule/index.ts'
import type { Declarations, Declared } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

/** Finds rules that are taken twice, that belong to no entity, or read what it has not. */
export function checkRules(
  { rules }: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
): readonly Mistake[] {
  const names = ruleNames(rules.map(({ it }) => it))
  return [
    ...takenTwice(rules, ({ it }) => it.id).map(({ item, first }) => ({
      module: item.module,
      message: `rule "${item.it.id}" is declared by module "${first.module}" already`,
    })),
    ...rules.flatMap((rule) => checkRule(rule, schemas, names)),
  ]
}

function checkRule(
  { module, it }: Declared<RuleDefinition | RuleTemplate>,
  schemas: ReadonlyMap<string, EntitySchema>,
  names: CheckOptions,
): readonly Mistake[] {
  const subject = `${it.kind === 'rule' ? 'rule' : 'template'} "${it.id}"`
  const messages: string[] = []
  if (!it.id.startsWith(`${module}.`)) messages.push(`${subject} must begin with "${module}."`)
  if (it.entity !== null && !schemas.has(it.entity)) {
    const known = meantOrKnown(it.entity, schemas.keys())
    messages.push(`${subject} is about entity "${it.entity}", which no module declares. ${known}`)
  }

  const shape = ruleShape(it.entity, schemas)
  const checked = inspectRegistration(it, { ...names, shape })
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
  const record = schema ? shapeOf(schema) : null
  return rootsShape({ entity: record, actor: null, payload: null })
}
