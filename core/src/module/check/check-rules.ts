/** Checks rules: their names, their entities, and that they read what exists. */
import type { EntitySchema } from '../../entity/index.ts'
import type { ValidationFailure } from '../../errors/index.ts'
import { meantOrKnown, orderOfTexts } from '../../primitives/index.ts'
import { shapeOf } from '../../repository/index.ts'
import {
  type CheckOptions,
  type FactShape,
  factShape,
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
  const told = new Set<string>()
  return [
    ...takenTwice(rules, ({ it }) => it.id).map(({ item, first }) => ({
      module: item.module,
      message: `rule "${item.it.id}" is declared by module "${first.module}" already`,
    })),
    ...rules.flatMap((rule) => checkRule(rule, schemas, { names, told })),
  ]
}

interface Surroundings {
  readonly names: CheckOptions
  /** The circles of rules that were told of: each is told once, whoever stands in it. */
  readonly told: Set<string>
}

function checkRule(
  { module, it }: Declared<RuleDefinition | RuleTemplate>,
  schemas: ReadonlyMap<string, EntitySchema>,
  { names, told }: Surroundings,
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
  const problems = checked.ok ? [] : checked.error.filter((problem) => isNews(problem, told))
  messages.push(...problems.map((problem) => `${subject} ${problem.message}`))
  return messages.map((message) => ({ module, message }))
}

function isNews({ code, params: { circle } }: ValidationFailure, told: Set<string>): boolean {
  if (code !== 'cycle' || !Array.isArray(circle)) return true

  const members = circle.map(String).toSorted(orderOfTexts).join(' ')
  if (told.has(members)) return false
  told.add(members)
  return true
}

/** What every actor has. A rule that reads anything else of him would never find it. */
const actorShape = factShape('actor', {
  id: { type: 'string' },
  roles: { type: 'string', list: true },
  orgId: { type: 'string' },
  type: { type: 'enum', values: ['human', 'system', 'api-key'] },
})

/** What a rule about an entity may read: the record, refs inside its module, the actor, the payload. */
export function ruleShape(
  entity: string | null,
  schemas: ReadonlyMap<string, EntitySchema>,
): FactShape {
  const schema = entity === null ? undefined : schemas.get(entity)
  const record = schema ? shapeOf(schema) : null
  return rootsShape({ entity: record, actor: actorShape, payload: null })
}
