/** Judges the imports of a house and says each refusal as who, what, and what is allowed. */
import type { Import, ImportGraph } from './imports.ts'
import { importRules } from './rules.ts'

/** Gives one sentence for each refused import and each circle; none when the house stands. */
export function judge({ imports, circles }: ImportGraph): string[] {
  return [...imports.flatMap(refusalOf), ...circles.map(sayCircle)]
}

function refusalOf(imported: Import): string[] {
  const broken = importRules.find((rule) => rule.isBroken(imported))
  if (!broken) return []

  const { from, line, specifier, to } = imported
  const target = to && to.file !== specifier ? ` (${to.file})` : ''
  return [
    `${from.file}:${line} imports ${specifier}${target}\n` +
      `    refused: ${broken.name}\n` +
      `    allowed: ${broken.allowed(imported)}`,
  ]
}

function sayCircle(files: readonly string[]): string {
  return (
    `${files[0]} imports itself in a circle\n` +
    `    refused: ${files.join(' → ')}\n` +
    '    allowed: no circle, type-only imports included; move what both need to the left'
  )
}
