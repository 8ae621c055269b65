/** A thousand rules about one kind of record: as data, and as the functions one would write for them by hand. */
import type { LeafRule, RuleExpr } from '@plinth/core'
import { type Draw, pick, seeded } from '../../harness/seeded.ts'
import { type Facts, now } from './approval.ts'

const statuses = ['draft', 'placed', 'paid', 'packed', 'shipped', 'cancelled']
const countries = ['DE', 'AT', 'CH', 'FR', 'IT', 'US', 'GB', 'NL']
const tags = ['new', 'export', 'heavy', 'fragile', 'gift', 'bulk']
const currencies = ['EUR', 'USD', 'CHF', 'GBP']
const patterns = ['^(test|trial) [0-9]+$', '^ring', 'door$', '^[a-z]+ it', 'leaves?$', '[0-9]{2,4}']

/** Makes rules of 8 leaves each. Most literals differ; paths, patterns and words come again. */
export function manyRules(count: number): readonly RuleExpr[] {
  const draw = seeded(4)
  return Array.from({ length: count }, () => ruleFrom(draw))
}

function ruleFrom(draw: Draw): RuleExpr {
  const number = (most: number) => Math.floor(draw() * most)
  const first: LeafRule = {
    field: 'entity.status',
    op: pick(['eq', 'neq'], draw),
    value: pick(statuses, draw),
  }
  const others: readonly RuleExpr[] = [
    { field: 'entity.delivery.weight', op: pick(['gt', 'lte'], draw), value: number(1_000) },
    {
      or: [
        {
          field: 'entity.country',
          op: 'in',
          value: [pick(countries, draw), pick(countries, draw)],
        },
        { field: 'entity.tags', op: 'contains', value: pick(tags, draw) },
      ],
    },
    { not: { field: 'entity.note', op: 'matches', value: pick(patterns, draw) } },
    { field: 'entity.approvedBy', op: 'exists', value: true },
    { field: 'entity.placedAt', op: 'withinDays', value: 1 + number(60) },
    { field: 'entity.currency', op: 'neq', value: pick(currencies, draw) },
  ]
  return { and: [first, ...others] }
}

/** Writes each rule as a function, as one would by hand: patterns outside, nothing called that need not be. */
export function writtenByHand(rules: readonly RuleExpr[]): readonly ((facts: Facts) => boolean)[] {
  return rules.map((rule, at) => {
    const hoisted: string[] = []
    const answer = codeOf(rule, hoisted)
    const text = `// ${at}\n${hoisted.join('\n')}\nreturn ({ entity }) => ${answer}`
    // oxlint-disable-next-line eslint/no-new-func typescript/no-implied-eval -- written a few lines above
    const write: unknown = new Function(text)
    const written = isRule(write) ? write() : null
    if (!isRule(written)) throw new Error('the host makes no functions from text')
    return written
  })
}

function isRule(written: unknown): written is (facts?: Facts) => boolean {
  return typeof written === 'function'
}

function codeOf(rule: RuleExpr, hoisted: string[]): string {
  if ('and' in rule) return `(${rule.and.map((part) => codeOf(part, hoisted)).join(' && ')})`
  if ('or' in rule) return `(${rule.or.map((part) => codeOf(part, hoisted)).join(' || ')})`
  if ('not' in rule) return `!${codeOf(rule.not, hoisted)}`
  if ('field' in rule) return `(${leafCode(rule, hoisted)})`
  throw new Error('nobody writes this rule by hand')
}

function leafCode({ field, op, value }: LeafRule, hoisted: string[]): string {
  const path = field.replace('entity.delivery.', 'entity.delivery?.')
  const text = JSON.stringify(value)
  switch (op) {
    case 'eq':
      return `${path} === ${text}`
    case 'neq':
      return `${path} !== ${text}`
    case 'gt':
      return `(${path} ?? -Infinity) > ${text}`
    case 'lte':
      return `(${path} ?? Infinity) <= ${text}`
    case 'in':
      return (Array.isArray(value) ? value : [])
        .map((item) => `${path} === ${JSON.stringify(item)}`)
        .join(' || ')
    case 'contains':
      return `${path}?.includes(${text}) === true`
    case 'matches':
      hoisted.push(`const pattern = new RegExp(${text}, 'u')`)
      return `${path} != null && pattern.test(${path})`
    case 'exists':
      return `${path} != null`
    case 'withinDays':
      return `${path} >= ${now - Number(value) * 86_400_000} && ${path} <= ${now}`
    default:
      throw new Error(`nobody writes ${op} by hand`)
  }
}
