/** Asks one column about another of the same row. */
import { dayLength } from '@plinth/core/runtime'
import { type Comparison, type Question, question, signOf } from './question.ts'
import { refused } from './refused.ts'
import { cannotAsk, type Subject } from './subject.ts'
import type { Ground, MoneyValue, Term, Value } from './term.ts'

/**
 * Asks whether an operator holds between two terms. Two that are both absent are equal; in no other
 * comparison does an absent one take part.
 *
 * @throws CoreError `rule.invalid` when one of them is JSON: it is compared with literals only.
 */
export function askPath(subject: Subject, other: Term, ground: Ground): Question {
  const { term, op, text } = subject
  if (term.kind === 'json' || other.kind === 'json') {
    throw refused(
      `compares ${text} with another field, and one of them is JSON; a filter compares that with literals only`,
    )
  }
  const answer = answerOf(subject, other, ground)
  if (answer) return answer
  throw term.kind === other.kind ? cannotAsk(subject) : cannotCompare(subject, other, op)
}

function answerOf({ term, op }: Subject, other: Term, ground: Ground): Question | null {
  if (isComparison(op)) return comparison(term, op, other)
  if (term.kind === 'money' || other.kind === 'money') return null
  if (op === 'withinDays') return within(term, other, ground)
  if (op === 'containsAll') return question(`${term.sql} @> ${other.sql}`)
  if (op !== 'contains') return null

  if (term.kind === 'texts') return question(`${other.sql} = any(${term.sql})`)
  return question(`strpos(${term.sql}, ${other.sql}) > 0`)
}

function isComparison(op: string): op is Comparison {
  return ['eq', 'gt', 'gte', 'lt', 'lte'].includes(op)
}

function comparison(term: Term, op: Comparison, other: Term): Question | null {
  if (term.kind === 'money' || other.kind === 'money') {
    return term.kind === other.kind ? moneyComparison(term, op, other) : null
  }
  const [one, another] = alike(term, other)
  if (op !== 'eq') return question(`${one} ${signOf(op)} ${another}`)
  return {
    holds: `${one} is not distinct from ${another}`,
    fails: `${one} is distinct from ${another}`,
  }
}

function moneyComparison(term: Term, op: Comparison, other: Term): Question | null {
  if (!isMoney(term) || !isMoney(other)) return null

  const { amount, currency } = term
  if (op === 'eq') {
    const sameAmount = `${amount} is not distinct from ${other.amount}`
    return question(`(${sameAmount} and ${currency} is not distinct from ${other.currency})`)
  }
  return question(`(${currency} = ${other.currency} and ${amount} ${signOf(op)} ${other.amount})`)
}

function isMoney(term: Term): term is MoneyValue {
  return term.kind === 'money'
}

// An instant stands beside a number as its milliseconds; beside another instant as it is.
function alike(one: Value, other: Value): readonly [string, string] {
  if (one.kind === other.kind) return [one.sql, other.sql]
  return [millisecondsOr(one), millisecondsOr(other)]
}

function millisecondsOr({ kind, sql }: Value): string {
  return kind === 'instant' ? `(extract(epoch from ${sql}) * 1000)::bigint` : sql
}

// More days than all dates span are as many as that: Postgres stops a statement whose numbers overflow.
const mostDays = '1000000000000::double precision'

function within(term: Value, days: Value, { bind, now }: Ground): Question {
  const moment = `${bind(now)}::double precision`
  const count = `${millisecondsOr(days)}::double precision`
  const bounded = `least(greatest(${count}, -${mostDays}), ${mostDays})`
  const edge = `(${moment} - ${bounded} * ${dayLength}::double precision)`
  const actual = `${millisecondsOr(term)}::double precision`
  const window = `between least(${edge}, ${moment}) and greatest(${edge}, ${moment})`
  return question(`(${days.sql} is not null and ${actual} ${window})`)
}

function cannotCompare({ text, term }: Subject, other: Term, op: string): Error {
  return refused(`asks ${op} of ${text}, a ${term.kind}, with a ${other.kind}, which no filter can`)
}
