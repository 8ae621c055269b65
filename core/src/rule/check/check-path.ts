/** Takes a path apart and finds every name of it in the facts' shape. */
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import { withArticle } from '../../primitives/text/with-article.ts'
import type { Path, Segment } from './condition.ts'
import { type FactField, type FactShape, factShape, openShape } from './fact-shape.ts'
import { ruleLimits } from './rule-limits.ts'
import { type Problem, quote, type RuleWalk, refuse } from './rule-walk.ts'

/** Reads a path such as `entity.customer.creditLimit`; null, with the problem noted, if it is none. */
export function checkPath(walk: RuleWalk, at: string, text: unknown): Path | null {
  if (typeof text !== 'string') return refuse(walk, at, notAPath(text))

  const names = text.split('.', ruleLimits.segments + 1)
  if (names.length > ruleLimits.segments || !names.every(isName)) {
    return refuse(walk, at, notAPath(text))
  }
  const path = follow(walk.shape, names)
  if ('code' in path) return refuse(walk, at, path)

  const problem = problemWith(walk, path)
  return problem ? refuse(walk, at, problem) : path
}

/** Tells whether a text may be a name in a path: letters, digits and `_`, and nothing objects inherit. */
export function isName(text: string): boolean {
  return namePattern.test(text) && !inherited.has(text)
}

const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

function notAPath(text: unknown): Problem {
  const allowed = `up to ${ruleLimits.segments} names of letters, digits and "_" with dots between them`
  return {
    code: 'path',
    text: `reads ${quote(text)}, which is not a path; a path is ${allowed}, none that objects inherit`,
  }
}

function follow(root: FactShape, names: readonly string[]): Path | Problem {
  const segments: Segment[] = []
  let field: FactField = { type: 'record', shape: root }
  let [isSensitive, isComputed] = [false, false]
  for (const [index, name] of names.entries()) {
    const shape = partsOf(field)
    if (!shape) return noParts({ owner: names[index - 1] ?? '', type: field.type, name })

    const next = shape.field(name)
    if (!next) return unknownField(shape, name)

    field = next
    isSensitive ||= next.sensitive ?? false
    isComputed ||= next.computed ?? false
    const isLoaded = next.shape !== undefined && index < names.length - 1
    segments.push({ name, isLoaded, isList: isLoaded && (next.list ?? false) })
  }
  const isMany = segments.some(({ isList }) => isList)
  return { text: names.join('.'), segments, field, isSensitive, isComputed, isMany }
}

const moneyParts = factShape('money', { amount: { type: 'number' }, currency: { type: 'string' } })

const pointParts = factShape('point', { lat: { type: 'number' }, lng: { type: 'number' } })

function partsOf({ type, shape }: FactField): FactShape | undefined {
  if (shape) return shape
  if (type === 'money') return moneyParts
  if (type === 'geo.point') return pointParts
  return type === 'any' || type === 'json' ? openShape('the value') : undefined
}

function unknownField(shape: FactShape, name: string): Problem {
  const { label } = shape
  const known = shape.names()
  const what =
    label === '' ? `${name}, which is no fact` : `${label}.${name}, which ${label} has not`
  const ref = shape.uncrossed?.(name)
  const hint =
    ref === undefined
      ? `. ${meantOrKnown(name, known, 'It has')}`
      : `: "${ref}" leads to no entity of its module, and a rule goes no further; keep on ${label} what it asks`
  return {
    code: 'unknown-field',
    text: `reads ${what}${hint}`,
    params: { label, field: name, known },
  }
}

function noParts({ owner, type, name }: { owner: string; type: string; name: string }): Problem {
  return {
    code: 'unknown-field',
    text: `reads ${name} of ${owner}, ${withArticle(type)}, which has no fields`,
  }
}

function problemWith({ options }: RuleWalk, path: Path): Problem | null {
  const { canRead = () => true, isFilter = false } = options
  if (!canRead(path.text)) {
    return { code: 'unreadable', text: `reads ${path.text}, which the caller may not read` }
  }
  if (isFilter && path.isComputed) {
    return { code: 'computed', text: `reads ${path.text}, which is computed and not stored` }
  }
  if (path.field.type !== 'record') return null

  const known = path.field.shape?.names() ?? []
  return {
    code: 'record',
    text: `compares ${path.text}, a record; compare one of its fields. ${meantOrKnown('', known, 'It has')}`,
  }
}
