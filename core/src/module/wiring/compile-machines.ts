/** Makes the modules' machines ready to be asked. */
import type { EntitySchema } from '../../entity/index.ts'
import type { RuleEngine } from '../../rule/index.ts'
import { createFSMEngine, type FSMEngine } from '../../state/index.ts'
import { type Declarations, ruleShape } from '../check/index.ts'

/** Registers the machines. Guards read what their entity has, and become code. */
export function compileMachines(
  { machines }: Declarations,
  schemas: ReadonlyMap<string, EntitySchema>,
  rules: RuleEngine,
): FSMEngine {
  const engine = createFSMEngine({
    compileGuard: (guard, entityType) =>
      rules.compile(guard, { shape: ruleShape(entityType, schemas), generate: true }),
  })
  for (const { it } of machines) engine.register(it)
  return engine
}
