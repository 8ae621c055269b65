/** Completes records with generated code, for schemas from module code. */
import { literal, runGenerated } from '../../../primitives/index.ts'
import type { FieldSchema } from '../../field.ts'
import { type Complete, valueCompletion } from '../completion.ts'

/** Generates what completes records with these fields, or null where the host forbids it. */
export function generatedCompletion(fields: readonly FieldSchema[]): Complete | null {
  const completions = fields.map(valueCompletion)
  const entries = fields.map(({ key, items, default: value }, index) => {
    const read = `value[${literal(key)}]`
    const isPlain = !items && (value === undefined || value === null)
    return `${literal(key)}: ${isPlain ? `${read} ?? null` : `completions[${index}](${read})`}`
  })
  const made = runGenerated(
    `const { completions } = bound\nreturn (value) => ({ ${entries.join(', ')} })`,
    { completions },
  )
  return isComplete(made) ? made : null
}

function isComplete(made: unknown): made is Complete {
  return typeof made === 'function'
}
