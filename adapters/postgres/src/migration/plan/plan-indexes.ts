/** Plans the indexes of a table that is there. */
import { quoteName } from '../../table/index.ts'
import type { IndexDesign } from '../design/index-design.ts'
import { createIndex, fullName } from './create-table.ts'
import { type Doubt, joined, type PartialPlan, type Step } from './plan.ts'
import { bare, presentName, type Standing } from './standing.ts'

/**
 * Plans all indexes. One that nothing declares any more stays where it only helps to find, and goes
 * where it would keep values apart.
 */
export function planIndexes(standing: Standing): PartialPlan {
  return joined([
    ...standing.design.indexes.map((index) => planIndex(index, standing)),
    { steps: forgottenUniques(standing) },
  ])
}

function planIndex(index: IndexDesign, standing: Standing): PartialPlan {
  const { design, found } = standing
  const definition = found.indexes.get(index.name)
  if (definition !== undefined) {
    const isSame = bare(definition).endsWith(`btree${bare(termsOf(index))}`)
    return isSame ? {} : { steps: rebuild(index, standing) }
  }
  if (index.formerName !== null && found.indexes.has(index.formerName)) {
    const from = `${quoteName(design.schemaName)}.${quoteName(index.formerName)}`
    return {
      steps: [{ risk: 'renames', sql: `alter index ${from} rename to ${quoteName(index.name)}` }],
    }
  }
  const create = createIndex(design, index)
  if (!index.isUnique) return { steps: [{ risk: 'adds', sql: create }] }
  return { steps: [{ risk: 'tightens', sql: create }], doubts: duplicates(index, standing) }
}

function termsOf({ terms, condition }: IndexDesign): string {
  return `${terms} where "deleted_at" is null${condition === null ? '' : ` and ${condition}`}`
}

// Its texts may be longer, or shorter, than before: then the index holds them in another way.
function rebuild(index: IndexDesign, { design }: Standing): readonly Step[] {
  return [dropIndex(design, index.name), { risk: 'adds', sql: createIndex(design, index) }]
}

function duplicates(index: IndexDesign, standing: Standing): readonly Doubt[] {
  const columns = index.columns.map((name) => ({ name, present: presentName(standing, name) }))
  const { design } = standing
  // A column that is new and not filled is null everywhere, and null equals nothing.
  const isEmpty = columns.some(({ name, present }) => !present && !isFilled(standing, name))
  if (isEmpty) return []

  const present = columns.flatMap((column) => (column.present ? quoteName(column.present) : []))
  const filled = present.map((name) => ` and ${name} is not null`).join('')
  const sql = `exists (select from ${fullName(design)} where "deleted_at" is null${filled}
    group by ${['"organization_id"', ...present].join(', ')} having count(*) > 1)`
  const table = `${design.schemaName}.${design.tableName}`
  const names = index.columns.join(', ')
  const message = `${table}: ${names} shall be unique in an organization, and some active records hold the same; change those records first`
  return [{ sql, refusal: { table, column: index.columns[0] ?? null, message } }]
}

function isFilled({ design }: Standing, name: string): boolean {
  return design.columns.some((column) => column.name === name && column.fill !== null)
}

function forgottenUniques({ design, found }: Standing): readonly Step[] {
  const wanted = new Set(design.indexes.flatMap(({ name, formerName }) => [name, formerName]))
  const own = [...found.indexes].filter(([name, definition]) => {
    return name.startsWith(`${design.tableName}_`) && isUniqueOfOurs(definition)
  })
  return own.flatMap(([name]) => (wanted.has(name) ? [] : dropIndex(design, name)))
}

function isUniqueOfOurs(definition: string): boolean {
  return /^CREATE UNIQUE INDEX .* \(organization_id, .* WHERE \(deleted_at IS NULL\)$/.test(
    definition,
  )
}

function dropIndex({ schemaName }: Standing['design'], name: string): Step {
  return { risk: 'loosens', sql: `drop index ${quoteName(schemaName)}.${quoteName(name)}` }
}
