/** Plans the foreign keys of a table, new or not, when all tables are there. */
import { identifier, quoteName } from '../../table/index.ts'
import { type ReferenceDesign, referenceClause } from '../design/reference-design.ts'
import type { TableDesign } from '../design/table-design.ts'
import type { Catalog, CatalogTable } from './catalog.ts'
import { fullName } from './create-table.ts'
import { type Doubt, joined, type PartialPlan, type Step } from './plan.ts'
import { bare, presentName } from './standing.ts'

/** Plans all foreign keys of a table; `found` is the table as it is. */
export function planReferences(
  design: TableDesign,
  found: CatalogTable | undefined,
  { tables }: Catalog,
): PartialPlan {
  const isThere = (target: string) => tables.has(target.replaceAll('"', ''))
  return joined([
    { steps: found ? forgottenReferences(design, found) : [] },
    ...design.references.map((reference) =>
      planReference(reference, design, found && { found, isThere: isThere(reference.target) }),
    ),
  ])
}

/** The table as it is, and whether the one is there that a foreign key leads to. */
interface Present {
  readonly found: CatalogTable
  readonly isThere: boolean
}

function planReference(
  reference: ReferenceDesign,
  design: TableDesign,
  present: Present | undefined,
): PartialPlan {
  const add = `alter table ${fullName(design)} add ${referenceClause(reference)}`
  if (!present) return { steps: [{ risk: 'adds', sql: add }] }

  const { constraints } = present.found
  const definition = constraints.get(reference.name) ?? constraints.get(reference.formerName ?? '')
  if (definition !== undefined && leadsTo(definition, reference)) return {}

  const steps: readonly Step[] = [
    ...(definition === undefined ? [] : [dropReference(design, reference.name)]),
    { risk: 'tightens', sql: add },
  ]
  return { steps, doubts: strays(reference, design, present) }
}

function leadsTo(definition: string, { target }: ReferenceDesign): boolean {
  return bare(definition).includes(bare(`references ${target}("organization_id", "id")`))
}

function strays(
  { column, target }: ReferenceDesign,
  design: TableDesign,
  { found, isThere }: Present,
): readonly Doubt[] {
  const name = presentName({ design, found }, column)
  if (name === null) return []

  const value = `r.${quoteName(name)}`
  const parent = `select from ${target} p where p."organization_id" = r."organization_id" and p."id" = ${value}`
  const isLost = isThere ? ` and not exists (${parent})` : ''
  const table = `${design.schemaName}.${design.tableName}`
  const message = `${table}.${column} shall refer to ${target.replaceAll('"', '')}, and some records refer to what is not there; change those records first`
  return [
    {
      sql: `exists (select from ${fullName(design)} r where ${value} is not null${isLost})`,
      refusal: { table, column, message },
    },
  ]
}

/** Finds foreign keys of columns that are no ref any more, or one into another module. */
function forgottenReferences(design: TableDesign, found: CatalogTable): readonly Step[] {
  const wanted = new Set(design.references.flatMap(({ name, formerName }) => [name, formerName]))
  const own = design.columns.flatMap(({ name, formerName }) =>
    [name, formerName ?? name].map((column) => identifier(design.tableName, column, 'fkey')),
  )
  const forgotten = [...new Set(own)].filter((name) => !wanted.has(name))
  return forgotten.flatMap((name) =>
    found.constraints.has(name) ? dropReference(design, name) : [],
  )
}

function dropReference(design: TableDesign, name: string): Step {
  return {
    risk: 'loosens',
    sql: `alter table ${fullName(design)} drop constraint ${quoteName(name)}`,
  }
}
