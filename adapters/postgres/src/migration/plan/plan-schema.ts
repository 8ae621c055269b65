/** Plans a whole migration: schemas, new tables, changed tables, and what must not be lost. */
import { quoteName } from '../../table/index.ts'
import type { TableDesign } from '../design/table-design.ts'
import { kernelTables } from '../kernel-tables.ts'
import { grantWork, type Roles, tableGrants } from '../policies.ts'
import type { Catalog, CatalogTable } from './catalog.ts'
import { planChangedTable } from './plan-changed-table.ts'
import { createTable, fullName } from './create-table.ts'
import { joined, type PartialPlan, type Plan, type Step } from './plan.ts'
import { planReferences } from './plan-references.ts'

/** Plans the way from what is there to the tables as they shall be. */
export function planSchema(designs: readonly TableDesign[], catalog: Catalog, roles: Roles): Plan {
  const schemaNames = [...new Set(designs.map(({ schemaName }) => schemaName))]
  return joined([
    ...kernelTables(roles).map(({ name, statements }) => {
      return catalog.tables.has(`plinth.${name}`) ? {} : { steps: adding(statements) }
    }),
    ...schemaNames.map((name) => planModule(name, catalog, roles)),
    ...designs.map((design) => planTable(design, catalog, roles)),
    // Behind all tables: they may refer to each other.
    ...designs.map((design) => planReferences(design, foundTable(design, catalog), catalog)),
    { doubts: forgottenTables(designs, catalog, roles) },
  ])
}

function planModule(name: string, { schemas }: Catalog, roles: Roles): PartialPlan {
  const owner = schemas.get(name)
  if (owner === undefined) return { steps: createSchema(name, roles) }
  if (owner === roles.owner) return {}

  const message = `schema ${name} belongs to ${owner} and not to ${roles.owner}; rename it, give it to that role, or give the module another id`
  return { refusals: [{ table: name, column: null, message }] }
}

function createSchema(name: string, { app }: Roles): readonly Step[] {
  const schema = quoteName(name)
  return adding([`create schema ${schema}`, `grant usage on schema ${schema} to ${quoteName(app)}`])
}

function planTable(design: TableDesign, catalog: Catalog, roles: Roles): PartialPlan {
  const found = foundTable(design, catalog)
  if (found) return joined([planChangedTable(design, found), planGrant(design, found, roles)])

  return { steps: adding([...createTable(design), ...tableGrants(design, roles)]) }
}

function planGrant(design: TableDesign, found: CatalogTable, roles: Roles): PartialPlan {
  if (found.mayDelete) return {}
  return { steps: [{ risk: 'loosens', sql: grantWork(fullName(design), roles) }] }
}

function adding(statements: readonly string[]): readonly Step[] {
  return statements.map((sql) => ({ risk: 'adds', sql }))
}

function foundTable(
  { schemaName, tableName }: TableDesign,
  { tables }: Catalog,
): CatalogTable | undefined {
  return tables.get(`${schemaName}.${tableName}`)
}

/** Finds tables that no entity stands for any more. They stay; their records must not be left behind. */
function forgottenTables(
  designs: readonly TableDesign[],
  { tables }: Catalog,
  { owner }: Roles,
): Plan['doubts'] {
  const wanted = new Set(designs.map(({ schemaName, tableName }) => `${schemaName}.${tableName}`))
  const forgotten = [...tables].filter(([name, table]) => {
    return table.schemaName !== 'plinth' && table.owner === owner && !wanted.has(name)
  })
  return forgotten.map(([name, { schemaName, tableName }]) => ({
    sql: `exists (select from ${quoteName(schemaName)}.${quoteName(tableName)})`,
    refusal: {
      table: name,
      column: null,
      message: `${name} holds records of no declared entity; declare the entity again (or the "plural" it had), or move the records and drop the table`,
    },
  }))
}
