/** Asks texts: equality, order by code point, parts, patterns. */
import { longestSubject, Pattern, toSqlPattern } from '@plinth/core/runtime'
import { compared, isAbsent, oneOf, type Question, question } from '../question.ts'
import type { Value } from '../term.ts'
import { type Asked, partsOf } from './asked.ts'

/** Asks a text. Its column orders by code point (collation "C"), and so does all that is made of it. */
export function askText(value: Value, { op, literal, ground }: Asked): Question | null {
  const { sql } = value
  const bind = (text: unknown) => `${ground.bind(text)}::text`
  switch (op) {
    case 'eq':
      if (literal === null) return isAbsent(sql)
      return indexed(value, [literal], compared(value, 'eq', bind(literal)))
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compared(value, op, bind(literal))
    case 'in': {
      const { values, takesNull } = partsOf(literal)
      const asked = oneOf(value, `${bind(values)}[]`, takesNull)
      return takesNull ? asked : indexed(value, values, asked)
    }
    case 'contains':
      return question(`strpos(${sql}, ${bind(literal)}) > 0`)
    case 'matches':
      return literal instanceof Pattern ? matching(sql, bind(toSqlPattern(literal.tree))) : null
    case 'exists':
      return { holds: `${sql} is not null`, fails: `${sql} is null` }
    case 'empty':
      return { holds: `(${sql} is null or ${sql} = '')`, fails: `${sql} <> ''` }
    default:
      return null
  }
}

/** Asks whether a text matches a pattern; a longer one than patterns look at matches none. */
export function matching(sql: string, pattern: string): Question {
  return question(`char_length(${sql}) <= ${longestSubject} and ${sql} ~ ${pattern}`)
}

// The index leaves long texts out. Saying that only short ones can match, which is true of what is
// equal to a short one, lets it serve.
function indexed(
  { sql, indexedBytes }: Value,
  literals: readonly unknown[],
  asked: Question,
): Question {
  if (indexedBytes === undefined) return asked
  if (literals.some((text) => Buffer.byteLength(String(text)) > indexedBytes)) return asked
  return { ...asked, holds: `(${asked.holds} and octet_length(${sql}) <= ${indexedBytes})` }
}
