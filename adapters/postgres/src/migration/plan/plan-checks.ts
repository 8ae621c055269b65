/** Plans the checks of a table that is there: an enum may grow, and shrink where no record stands against it. */
import { identifier, quoteName, quoteText } from '../../table/index.ts'
import { type CheckDesign, checkCondition, checkedValues } from '../design/check-design.ts'
import { fullName } from './create-table.ts'
import { type Doubt, joined, type PartialPlan, type Risk } from './plan.ts'
import { presentName, type Standing } from './standing.ts'

/** Plans all checks. Those that had another name carry their new one already. */
export function planChecks(standing: Standing): PartialPlan {
  return joined([
    ...standing.design.checks.map((check) => planCheck(check, standing)),
    { steps: forgottenChecks(standing).map((name) => drop(standing, name, 'loosens')) },
  ])
}

function planCheck(check: CheckDesign, standing: Standing): PartialPlan {
  const { found } = standing
  const definition =
    found.constraints.get(check.name) ?? found.constraints.get(check.formerName ?? '')
  if (definition === undefined) return newCheck(check, standing)
  if (!check.values) return {}

  const wanted = new Set(check.values)
  const stored = checkedValues(definition)
  const gone = [...stored].filter((value) => !wanted.has(value))
  if (gone.length === 0 && stored.size === wanted.size) return {}

  const risk = gone.length === 0 ? 'loosens' : 'tightens'
  const steps = [drop(standing, check.name, risk), add(standing, check, risk)]
  return { steps, doubts: gone.length === 0 ? [] : goneValues(check, gone, standing) }
}

function newCheck(check: CheckDesign, standing: Standing): PartialPlan {
  const names = check.columns.map((name) => presentName(standing, name))
  const present = names.filter((name) => name !== null)
  if (present.length < names.length) return { steps: [add(standing, check, 'adds')] }

  const sql = `exists (select from ${fullName(standing.design)} where not (${checkCondition(check, present)}))`
  const advice = check.values
    ? `may hold only ${check.values.join(', ')} now, and some records hold something else`
    : 'must have an amount and a currency, and some records have one of them'
  return {
    steps: [add(standing, check, 'tightens')],
    doubts: [doubt(check, sql, { standing, advice: `${advice}; change those records first` })],
  }
}

function goneValues(
  check: CheckDesign,
  gone: readonly string[],
  standing: Standing,
): readonly Doubt[] {
  const [name = ''] = check.columns
  const column = quoteName(presentName(standing, name) ?? name)
  const list = gone.map(quoteText).join(', ')
  const sql = `exists (select from ${fullName(standing.design)} where ${column} in (${list}))`
  const advice = `may not hold ${gone.join(', ')} any more, and some records do; keep the values, or change those records first`
  return [doubt(check, sql, { standing, advice })]
}

interface Ground {
  readonly standing: Standing
  readonly advice: string
}

function doubt(check: CheckDesign, sql: string, { standing, advice }: Ground): Doubt {
  const table = `${standing.design.schemaName}.${standing.design.tableName}`
  const [column = ''] = check.columns
  return { sql, refusal: { table, column, message: `${table}.${column} ${advice}` } }
}

/** Finds checks of columns that are no enum any more. */
function forgottenChecks({ design, found }: Standing): readonly string[] {
  const wanted = new Set(design.checks.flatMap(({ name, formerName }) => [name, formerName]))
  const own = design.columns.flatMap(({ name, formerName }) =>
    [name, formerName ?? name].map((column) => identifier(design.tableName, column, 'check')),
  )
  return [...new Set(own)].filter((name) => found.constraints.has(name) && !wanted.has(name))
}

function drop({ design }: Standing, name: string, risk: Risk): { risk: Risk; sql: string } {
  return { risk, sql: `alter table ${fullName(design)} drop constraint ${quoteName(name)}` }
}

function add({ design }: Standing, check: CheckDesign, risk: Risk): { risk: Risk; sql: string } {
  const condition = checkCondition(check, check.columns)
  const clause = `constraint ${quoteName(check.name)} check (${condition})`
  return { risk, sql: `alter table ${fullName(design)} add ${clause}` }
}
