/** Completes a filter and options into a selection, or says what is wrong with them. */
import type { EntitySchema } from '../../../entity/index.ts'
import {
  ValidationError,
  type ValidationFailure,
  validationFailure,
} from '../../../errors/index.ts'
import {
  type Filter,
  inspectRule,
  pathsOf,
  type RuleExpr,
  ruleInvalid,
  toRule,
} from '../../../rule/index.ts'
import type { Row } from '../../flush/changes.ts'
import { crossingsOf } from '../refs/cross-refs.ts'
import { decodeCursor } from './cursor.ts'
import { shapeOf } from '../refs/fact-shape-of.ts'
import type { QueryOptions, SortSpec } from '../../query-options.ts'
import type { Selection } from './selection.ts'

/** The most records on one page, and how many without a wish. */
export const pageLimits = { most: 500, default: 50 } as const

/** The last page that a list can be asked for: how many records come before it is still counted exactly. */
const lastPage = Math.floor(Number.MAX_SAFE_INTEGER / pageLimits.most)

/**
 * Completes a filter and options into a selection.
 *
 * @throws ValidationError when the page, the limit, the sort or the cursor is not possible.
 * @throws CoreError `rule.invalid` when the filter reads what the entity has not, or a computed field.
 */
export function selectionOf(
  schema: EntitySchema,
  filter: Filter<Row> | RuleExpr | undefined,
  options: QueryOptions & { readonly now: number },
): Selection {
  const { page = 1, limit = pageLimits.default, withDeleted = false, now } = options
  const failures = [...pageFailures(options), ...sortFailures(schema, options.sort ?? [])]
  if (failures.length > 0) throw new ValidationError(`The list of ${schema.plural}`, failures)

  const sort = totalOrder(options.sort ?? [])
  const after = options.after === undefined ? null : decodeCursor(schema, sort, options.after)
  const condition = filter === undefined ? everything : conditionOf(schema, filter)
  return { ...condition, sort, limit, offset: (page - 1) * limit, after, withDeleted, now }
}

type SelectionCondition = Pick<Selection, 'where' | 'crossings'>

const everything: SelectionCondition = { where: null, crossings: {} }

function conditionOf(schema: EntitySchema, filter: Filter<Row> | RuleExpr): SelectionCondition {
  const checked = inspectRule(toRule(filter), { shape: shapeOf(schema), isFilter: true })
  if (!checked.ok) throw ruleInvalid('the filter', checked.error)
  return { where: checked.value.expr, crossings: crossingsOf(pathsOf(checked.value)) }
}

// Ids are unique: behind them no further key can decide.
function totalOrder(sort: readonly SortSpec[]): Selection['sort'] {
  const keys = sort.map(({ field, direction = 'asc' }) => ({ field, direction }))
  const last = keys.findIndex(({ field }) => field === 'id')
  if (last >= 0) return keys.slice(0, last + 1)
  return [...keys, { field: 'id', direction: keys.at(-1)?.direction ?? 'asc' }]
}

function pageFailures({ page, limit, after }: QueryOptions): readonly ValidationFailure[] {
  const failures: ValidationFailure[] = []
  const { most } = pageLimits
  if (limit !== undefined && !isWithin(limit, 1, most)) {
    failures.push(outside('limit', limit, `a whole number from 1 to ${most}`))
  }
  if (page !== undefined && !isWithin(page, 1, lastPage)) {
    failures.push(outside('page', page, `a whole number from 1 to ${lastPage}`))
  }
  if (page !== undefined && after !== undefined) {
    failures.push(outside('page', page, 'left out beside "after"'))
  }
  return failures
}

const sortable = new Set(['string', 'number', 'boolean', 'date', 'enum', 'ref', 'money'])
const sortableBase = ['id', 'version']
const sortableTimes = ['createdAt', 'updatedAt']

function sortFailures(
  schema: EntitySchema,
  sort: readonly SortSpec[],
): readonly ValidationFailure[] {
  const fields = schema.storedFields.filter(
    ({ type, sensitive }) => sortable.has(type) && !sensitive,
  )
  const times = schema.timestamps ? sortableTimes : []
  const allowed = new Set([...fields.map(({ key }) => key), ...times, ...sortableBase])
  const unknown = sort.filter(({ field }) => !allowed.has(field))
  return unknown.map(({ field }) =>
    schema.fieldByKey.get(field)?.computed
      ? computedSort(field)
      : outside('sort', field, `one of ${[...allowed].join(', ')}`),
  )
}

function computedSort(field: string): ValidationFailure {
  const sentence = () => `sort names ${field}, which is computed and not stored`
  return validationFailure('sort', 'computed', { field }, sentence)
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function outside(path: string, actual: unknown, allowed: string): ValidationFailure {
  const sentence = () => `${path} ${JSON.stringify(actual)} must be ${allowed}`
  return validationFailure(path, 'range', { actual, allowed }, sentence)
}
