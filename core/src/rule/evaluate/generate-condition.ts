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
  const [first, ...rest] = segments.slice(loaded)
  const beginning = textOf(segments.slice(0, loaded))
  if (!first) return page.variable(beginning)

  const owner = loaded > 0 ? page.variable(ownerOf(beginning)) : 'facts'
  const start = partCode(page, { owner, joint: '.' }, first.name)
  return rest.reduce((code, { name }) => partCode(page, { owner: code, joint: '?.' }, name), start)
}

interface Owner {
  readonly owner: string
  readonly joint: '.' | '?.'
}

function partCode(page: CodePage, { owner, joint }: Owner, name: string): string {
  return owner !== 'facts' && isInheritedByValues(name)
    ? `${page.hand(partOf)}(${owner}, ${page.literal(name)})`
    : `${owner}${joint}${name}`
}

// Each loaded record has two variables: what stands there, and what its parts are read from. That is never
// null: asked once here, and not again at each of the parts.
function writeLoadedCheck(page: CodePage, prefix: readonly Segment[]): void {
  if (prefix.some(({ isList }) => isList)) return

  const path = textOf(prefix)
  const above = prefix.length > 1 ? page.variable(textOf(prefix.slice(0, -1))) : 'facts'
  const joint = above === 'facts' ? '.' : '?.'
  const code = partCode(page, { owner: above, joint }, prefix.at(-1)?.name ?? '')
  const variable = page.declare(path, code)
  const isThere = above === 'facts' ? '' : ` && typeof ${above} === 'object' && ${above} !== null`
  const refusal = `${page.hand(throwMissing)}(${page.literal(path)})`
  page.write(`if (${variable} === undefined${isThere}) ${refusal}`)
  page.declare(ownerOf(path), `${variable} ?? ${page.hand(nothing)}`)
}

const nothing: object = Object.freeze({ __proto__: null })

function ownerOf(path: string): string {
  return `${path}.`
}

function decideApart(leaf: Leaf, nowOf: NowOf): Evaluate {
  const layout = layoutOf(pathsOf(leaf))
  const decide = compileCondition(leaf, { sourceOf: layout.sourceOf, nowOf })
  return (facts, options) => decide(layout.open(facts), options)
}

function throwMissing(path: string): never {
  throw factMissing(path)
}
