/** The rules of the benchmarks for ucast, as MongoDB queries. */
import { guard } from '@ucast/mongo2js'

const day = 86_400_000

/** Makes the operation that answers for each of the rules. */
export function ruleSet({ rules, now }) {
  const tests = rules.map((rule) => guard(queryOf(rule, now)))
  return (facts) => tests.map((test) => test(facts))
}

function queryOf(rule, now) {
  if (rule.and) return { $and: rule.and.map((part) => queryOf(part, now)) }
  if (rule.or) return { $or: rule.or.map((part) => queryOf(part, now)) }
  if (rule.not) return { $nor: [queryOf(rule.not, now)] }

  const { field, op, value } = rule
  switch (op) {
    case 'eq':
    case 'in':
    case 'gt':
      return { [field]: { [`$${op}`]: value } }
    case 'lte':
      return { $and: [{ [field]: { $lte: value } }, { [field]: { $ne: null } }] }
    case 'neq':
      return { [field]: { $ne: value } }
    case 'contains':
      return { [field]: { $in: [value] } }
    case 'matches':
      return { [field]: { $regex: new RegExp(value, 'u') } }
    case 'exists':
      return { [field]: { $nin: [null, undefined] } }
    case 'withinDays':
      return { [field]: { $gte: now - value * day, $lte: now } }
    default:
      throw new Error(`the query has no ${op}`)
  }
}
