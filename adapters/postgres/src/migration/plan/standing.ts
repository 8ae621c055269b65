/** A table as it shall be, beside the one that is there. */
import type { TableDesign } from '../design/table-design.ts'
import type { CatalogTable } from './catalog.ts'

/** A table as it shall be, and as it is. */
export interface Standing {
  readonly design: TableDesign
  readonly found: CatalogTable
}

/** Finds what a column is called now: its own name, or the one it had; null when it is not there. */
export function presentName({ design, found }: Standing, name: string): string | null {
  if (found.columns.has(name)) return name
  const former = design.columns.find((column) => column.name === name)?.formerName
  return former && found.columns.has(former) ? former : null
}

/**
 * Writes a definition the way Postgres prints it, or its own print of it, without what it may put
 * differently: quotes, parentheses, casts, white space.
 */
export function bare(definition: string): string {
  return definition.replaceAll(/::[a-z]+|["()\s]/g, '').toLowerCase()
}
