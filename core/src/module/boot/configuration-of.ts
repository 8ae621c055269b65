/** Joins the defaults of each module's configuration with what the system is composed with. */
import type { ModuleConfig } from '../../context/index.ts'
import { deepFreeze, meantOrKnown } from '../../primitives/index.ts'
import { checkFields, createValidator, type FieldSchema } from '../../schema/index.ts'
import { composition, type Mistake } from '../check/mistake.ts'
import type { ModuleDefinition } from '../define-module.ts'

/** The complete values by module, or what is wrong with those that were given. */
export interface Configured {
  readonly values: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly mistakes: readonly Mistake[]
}

/** Completes and checks the configuration of all modules. */
export function configurationOf(
  modules: readonly ModuleDefinition[],
  given: ModuleConfig,
  now: number,
): Configured {
  const outcomes = modules.map((module) => configure(module, given[module.id] ?? {}, now))
  return {
    values: new Map(outcomes.map(({ id, values }) => [id, values])),
    mistakes: [...unknownModules(modules, given), ...outcomes.flatMap(({ mistakes }) => mistakes)],
  }
}

interface Outcome {
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
  readonly mistakes: readonly Mistake[]
}

function configure(
  { id, config }: ModuleDefinition,
  given: Readonly<Record<string, unknown>>,
  now: number,
): Outcome {
  const fields = config?.fields ?? []
  const problems = [
    ...(config && config.module !== id
      ? [`declares the config of "${config.module}"; its own is defineConfig('${id}', {…})`]
      : []),
    ...checkFields(fields, 'message').map((problem) => `config: ${problem}`),
  ]
  if (problems.length === 0) problems.push(...invalid(fields, given, now))
  if (problems.length > 0) {
    return { id, values: {}, mistakes: problems.map((message) => ({ module: id, message })) }
  }
  return { id, values: deepFreeze(createValidator(fields).complete(given)), mistakes: [] }
}

function invalid(
  fields: readonly FieldSchema[],
  given: Readonly<Record<string, unknown>>,
  now: number,
): readonly string[] {
  const schema = { name: 'config', fields }
  const nobody = { actorId: null, orgId: null }
  const context = { entity: given, schema, isCreate: true, isUpdate: false, ...nobody, now }
  const failures = createValidator(fields).check(given, context) ?? []
  return failures.map(({ message }) => `config: ${message}`)
}

function unknownModules(
  modules: readonly ModuleDefinition[],
  given: ModuleConfig,
): readonly Mistake[] {
  const known = modules.map(({ id }) => id)
  return Object.keys(given)
    .filter((id) => !known.includes(id))
    .map((id) => ({
      module: composition,
      message: `config is for module "${id}", which is not part of the system. ${meantOrKnown(id, known)}`,
    }))
}
