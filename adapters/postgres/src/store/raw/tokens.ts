/** Takes a raw query apart into tokens, and refuses every character whose meaning it does not know. */
import { rawRefused } from './raw-refused.ts'

/** A piece of a query. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'parameter' | 'sign'
  /** A word in lower case, as Postgres folds it; all else as it is written. */
  readonly text: string
  /** Where it begins, from 0. */
  readonly at: number
}

/**
 * Lists the tokens of a query.
 *
 * Of SQL's lexical forms (PostgreSQL manual, 4.1) it takes the plain ones: no comment, no dollar
 * quote, no escape in a text or a name, no letter beyond ASCII in a name.
 *
 * @throws BusinessError `repository.raw-refused` at the first piece that is none of them.
 */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < query.length) {
    const [space = ''] = matchAt(/[ \t\r\n]+/y, query, at) ?? []
    at += space.length
    if (at === query.length) break

    const token = tokenAt(query, at)
    if (!token) throw rawRefused('is not taken here', { token: query.slice(at, at + 16), at })
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

// Each ends where no letter, digit or quote goes on: `e'…'`, `1abc` and `a$b` mean something else.
const forms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_$'"])/y],
  ['quoted', /"[A-Za-z_][A-Za-z0-9_]*"(?!["'$])/y],
  ['text', /'(?:[^'\\\0]|'')*'(?!["'$A-Za-z0-9_])/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![A-Za-z0-9_$'".])/y],
  ['parameter', /\$\d{1,3}(?![A-Za-z0-9_$'"])/y],
  ['sign', /::|\|\||->>|->|<=|>=|<>|!=|(?!--)[-+%=<>(),.*[\]:]|\/(?!\*)/y],
]

function tokenAt(query: string, at: number): Token | null {
  for (const [kind, form] of forms) {
    const [text] = matchAt(form, query, at) ?? []
    if (text !== undefined) return { kind, text: kind === 'word' ? text.toLowerCase() : text, at }
  }
  return null
}

function matchAt(form: RegExp, query: string, at: number): RegExpExecArray | null {
  form.lastIndex = at
  return form.exec(query)
}
