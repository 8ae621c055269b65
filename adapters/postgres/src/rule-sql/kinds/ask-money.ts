/** Asks money: equal as a whole, ordered within one currency. */
import type { Money } from '@plinth/core'
import { isAbsent, type Question, question, signOf } from '../question.ts'
import type { MoneyValue } from '../term.ts'
import { type Asked, type Literal, partsOf } from './asked.ts'

/** Asks money. */
export function askMoney(value: MoneyValue, { op, literal, ground }: Asked): Question | null {
  const { amount, currency } = value
  switch (op) {
    case 'eq':
      if (literal === null) return isAbsent(amount)
      return beside(value, op, { literal, bind: ground.bind })
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return beside(value, op, { literal, bind: ground.bind })
    case 'in': {
      const { values, takesNull } = partsOf(literal)
      const amounts = ground.bind(values.map((money) => (isMoney(money) ? money.amount : null)))
      const codes = ground.bind(values.map((money) => (isMoney(money) ? money.currency : null)))
      const list = `select m.a, m.c from unnest(${amounts}::bigint[], ${codes}::text[]) as m(a, c)`
      const holds = `(${amount}, ${currency}::text) in (${list})`
      return question(takesNull ? `(${holds} or ${amount} is null)` : holds)
    }
    case 'exists':
      return { holds: `${amount} is not null`, fails: `${amount} is null` }
    default:
      return null
  }
}

interface Other {
  readonly literal: Literal
  readonly bind: (value: unknown) => string
}

function beside(
  { amount, currency }: MoneyValue,
  op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte',
  { literal, bind }: Other,
): Question | null {
  if (!isMoney(literal)) return null
  const compare = `${amount} ${signOf(op)} ${bind(literal.amount)}::bigint`
  return question(`(${compare} and ${currency} = ${bind(literal.currency)}::text)`)
}

function isMoney(literal: unknown): literal is Money {
  return (
    typeof literal === 'object' && literal !== null && 'amount' in literal && 'currency' in literal
  )
}
