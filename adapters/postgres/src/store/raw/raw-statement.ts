/**
 * Makes the statement of a raw query, when it does nothing but read the records of its tenant.
 *
 * Row level security decides which rows a statement sees, and it asks a setting: so no function may be
 * called that could change one. Whatever is not known to be harmless is refused, not only what is
 * known to harm. Behind this stand the read-only transaction and the grants of the work role.
 */
import { BusinessError } from '@plinth/core'
import type { Statement } from '../../driver/index.ts'
import { rawRefused } from './raw-refused.ts'
import { type Token, tokensOf } from './tokens.ts'
import { beforeParenthesis, forbidden, forbiddenBeginnings, functions } from './vocabulary.ts'

/** How large a raw query and its answer may be. */
export const rawLimits = { characters: 20_000, parameters: 100, rows: 10_000 } as const

/**
 * Wraps the query so that it answers one row more than is allowed at most: whoever reads can tell.
 *
 * @throws BusinessError `repository.raw-refused`, naming the first piece that is in the way.
 */
export function rawStatement(query: string, values: readonly unknown[]): Statement {
  if (query.length > rawLimits.characters) throw tooLong('characters', query.length)
  if (values.length > rawLimits.parameters) throw tooLong('parameters', values.length)

  const tokens = tokensOf(query)
  assertReading(tokens)
  for (const [place, token] of tokens.entries()) assertHarmless(token, tokens, place)
  assertClosed(tokens)
  return { text: `select * from (\n${query}\n) as raw limit ${rawLimits.rows + 1}`, values }
}

function assertReading([first]: readonly Token[]): void {
  if (first?.kind === 'word' && ['select', 'with'].includes(first.text)) return
  const piece = { token: first?.text ?? '', at: first?.at ?? 0 }
  throw rawRefused('does not begin a reading; begin with select or with', piece)
}

function assertHarmless(token: Token, tokens: readonly Token[], place: number): void {
  if (token.kind !== 'word' && token.kind !== 'quoted') return

  const { at } = token
  const name = token.kind === 'quoted' ? token.text.slice(1, -1) : token.text
  if (isForbidden(name.toLowerCase())) {
    throw rawRefused('is not taken in a raw query', { token: name, at })
  }
  if (tokens[place + 1]?.text !== '(') return
  const isQualified = tokens[place - 1]?.text === '.'
  if (isQualified || token.kind === 'quoted') {
    throw rawRefused('is called with a schema or in quotes', { token: name, at })
  }
  if (functions.has(name) || beforeParenthesis.has(name)) return
  throw rawRefused('is no function that a raw query may call', { token: name, at })
}

function isForbidden(name: string): boolean {
  return forbidden.has(name) || forbiddenBeginnings.some((beginning) => name.startsWith(beginning))
}

/** A parenthesis too many would end the wrapping. */
function assertClosed(tokens: readonly Token[]): void {
  let depth = 0
  for (const { kind, text, at } of tokens) {
    if (kind !== 'sign') continue
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    if (depth < 0) throw rawRefused('closes what was not opened', { token: text, at })
  }
  const { text = '', at = 0 } = tokens.at(-1) ?? {}
  if (depth > 0) throw rawRefused('leaves a parenthesis open', { token: text, at })
}

function tooLong(what: 'characters' | 'parameters', actual: number): BusinessError {
  const most = rawLimits[what]
  return new BusinessError(
    'repository.raw-refused',
    `the raw query has ${actual} ${what}; at most ${most} are taken`,
    { most, actual },
  )
}
