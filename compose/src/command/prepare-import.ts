/** Makes an import ready before any database is opened: the file, the map, and the plan of the rows. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { EntitySchema } from '@plinth/core'
import { createSystem, memoryDatabase, meantOrKnown } from '@plinth/core/runtime'
import type { Blueprint } from '../blueprint.ts'
import type { ImportMap } from '../import/map/import-map.ts'
import { parseMap } from '../import/map/parse-map.ts'
import { type PlanParts, planRows } from '../import/plan/plan-rows.ts'
import type { RowPlan } from '../import/plan/row-plan.ts'
import { type CsvFile, openCsv } from '../import/run/csv-file.ts'
import { OperatorError } from '../operator/operator-error.ts'

/** What is to be imported. */
export interface ImportWish {
  /** The name of the entity. */
  readonly entity: string
  readonly file: string
  /** The map file; undefined when each column stands for the field of its name. */
  readonly map: string | undefined
  /** The directory that paths start from. */
  readonly directory: string
}

/** A file that is open and understood. Close it. */
export interface PreparedImport {
  readonly plan: RowPlan
  readonly csv: CsvFile
}

/**
 * Opens the file and plans its rows.
 *
 * @throws OperatorError with exit code 2, and every mistake of the map at once.
 */
export async function prepareImport(
  blueprint: Blueprint,
  { entity, file, map: mapFile, directory }: ImportWish,
): Promise<PreparedImport> {
  const entities = entitiesOf(blueprint)
  const schema = entityNamed(entities, entity)
  const map = mapFile === undefined ? null : await readMap(resolve(directory, mapFile), schema)

  const csv = await openCsv(resolve(directory, file), map?.delimiter ?? ',')
  try {
    return { csv, plan: planOf({ schema, entities, header: csv.header, map }) }
  } catch (error) {
    csv.close()
    throw error
  }
}

/** The entities as the modules declare them. */
function entitiesOf({ modules, permissions }: Blueprint): readonly EntitySchema[] {
  return createSystem({ modules, permissions, database: memoryDatabase() }).entities
}

function entityNamed(entities: readonly EntitySchema[], name: string): EntitySchema {
  const schema = entities.find((entity) => entity.name === name)
  if (schema) return schema

  const known = entities.map((entity) => entity.name)
  throw wrong(`there is no entity ${JSON.stringify(name)}. ${meantOrKnown(name, known)}`)
}

async function readMap(path: string, { name }: EntitySchema): Promise<ImportMap> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw wrong(`there is no map ${path}`)
  })
  const parsed = parseMap(text)
  if (!parsed.ok) throw wrong(mistakesText(path, parsed.mistakes))

  const { map } = parsed
  if (map.entity === undefined || map.entity === name) return map
  throw wrong(`the map ${path} is for ${map.entity}, not for ${name}`)
}

function planOf(parts: PlanParts): RowPlan {
  const planned = planRows(parts)
  if (planned.ok) return planned.plan
  throw wrong(mistakesText(parts.map === null ? 'the header' : 'the map', planned.mistakes))
}

function mistakesText(subject: string, mistakes: readonly string[]): string {
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`
  return `${subject} has ${count}:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`
}

function wrong(message: string): OperatorError {
  return new OperatorError(message, {
    next: 'See: plinth data import --help, and docs/import.md',
    exitCode: 2,
  })
}
