/** Writes a checked condition as one function of plain code: for rules that come with a module's code. */
import { type Condition, type Leaf, type Path, pathsOf, type Segment } from '../check/condition.ts'
import { CodePage } from './code-page.ts'
import { compileCondition } from './compile-condition.ts'
import type { Evaluate, NowOf } from './evaluate.ts'
import { factMissing, layoutOf, loadedPrefixes, textOf } from './layout.ts'
import { questionCode } from './question-code.ts'
import { isInheritedByValues, partOf } from './read-facts.ts'

/**
 * Generates the function, which also refuses facts that were not loaded, as a layout does. Null where
 * the host forbids making code from text.
 *
 * The text consists of fixed words, names that `isName` lets pass, finite numbers, and texts as JSON
 * writes them; all else is handed in beside it.
 */
export function generateCondition(condition: Condition, nowOf: NowOf): Evaluate | null {
  const page = new CodePage(nowOf)
  const paths = pathsOf(condition)
  if (paths.some(({ isMany }) => isMany)) page.write(`${page.hand(layoutOf(paths).open)}(facts)`)
  for (const prefix of loadedPrefixes(paths)) writeLoadedCheck(page, prefix)
  return page.finish(conditionCode(page, condition))
}

function conditionCode(page: CodePage, condition: Condition): string {
  switch (condition.kind) {
    case 'leaf':
      return leafCode(page, condition)
    case 'rule':
      return conditionCode(page, condition.body)
    case 'not':
      return `!${conditionCode(page, condition.part)}`
    case 'and':
      return groupCode(page, condition.parts, ' && ') ?? 'true'
    case 'or':
      return groupCode(page, condition.parts, ' || ') ?? 'false'
  }
}

function groupCode(page: CodePage, parts: readonly Condition[], joint: string): string | null {
  if (parts.length === 0) return null
  return `(${parts.map((part) => conditionCode(page, part)).join(joint)})`
}

function leafCode(page: CodePage, leaf: Leaf): string {
  if (leaf.path.isMany) return `${page.hand(decideApart(leaf, page.nowOf))}(facts, options)`

  const { asked, operand, isNegated } = leaf
  const actual = pathCode(page, leaf.path)
  const question =
    'path' in operand
      ? `${page.hand(asked.test)}(${actual}, ${pathCode(page, operand.path)}, ${asked.op === 'withinDays' ? page.now : 0})`
      : questionCode(page, { asked, operand: operand.value, actual })
  return isNegated ? `!${question}` : question
}

// Reads on from the longest beginning that the opening of the function has read already.
function pathCode(page: CodePage, { segments }: Path): string {
  const loaded = segments.findLastIndex(({ isLoaded }) => isLoaded) + 1
  const start = loaded > 0 ? page.variable(textOf(segments.slice(0, loaded))) : 'facts'
  return segments.slice(loaded).reduce((owner, { name }) => partCode(page, owner, name), start)
}

function partCode(page: CodePage, owner: string, name: string): string {
  if (owner === 'facts') return `facts.${name}`
  return isInheritedByValues(name)
    ? `${page.hand(partOf)}(${owner}, ${page.literal(name)})`
    : `${owner}?.${name}`
}

function writeLoadedCheck(page: CodePage, prefix: readonly Segment[]): void {
  if (prefix.some(({ isList }) => isList)) return

  const owner = prefix.length > 1 ? page.variable(textOf(prefix.slice(0, -1))) : 'facts'
  const variable = page.declare(textOf(prefix), partCode(page, owner, prefix.at(-1)?.name ?? ''))
  const isThere = owner === 'facts' ? '' : ` && typeof ${owner} === 'object' && ${owner} !== null`
  const refusal = `${page.hand(throwMissing)}(${page.literal(textOf(prefix))})`
  page.write(`if (${variable} === undefined${isThere}) ${refusal}`)
}

function decideApart(leaf: Leaf, nowOf: NowOf): Evaluate {
  const layout = layoutOf(pathsOf(leaf))
  const decide = compileCondition(leaf, { sourceOf: layout.sourceOf, nowOf })
  return (facts, options) => decide(layout.open(facts), options)
}

function throwMissing(path: string): never {
  throw factMissing(path)
}
