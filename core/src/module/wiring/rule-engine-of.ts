/** The rule engine of a system: the modules' rules under their names. */
import type { EntitySchema } from '../../entity/index.ts'
import type { Clock } from '../../primitives/index.ts'
import { createRuleEngine, type RuleEngine } from '../../rule/index.ts'
import { type Declarations, ruleShape } from '../check/index.ts'

/** Registers the modules' rules, each with the facts that it may read. They alone become code. */
export function ruleEngineOf(
  { rules }: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
  clock: Clock,
): RuleEngine {
  const engine = createRuleEngine({ clock })
  engine.registerAll(
    rules.map(({ it }) => ({
      id: it.id,
      expr: it.expr,
      ...(it.kind === 'rule' ? {} : { params: it.params }),
      shape: ruleShape(it.entity, schemas),
      generate: true,
    })),
  )
  return engine
}
