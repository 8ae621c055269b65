/** `plinth data import`: brings the rows of a CSV file in as records of an entity. */
import type { Logger } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import { readConfiguration } from '../configuration/configuration.ts'
import { importRows } from '../import/run/import-rows.ts'
import { systemTarget } from '../import/run/import-target.ts'
import { createLogger } from '../log/logger.ts'
import { systemCaller } from '../permission/system-caller.ts'
import { findSystem } from './find-system.ts'
import { ImportPrinter } from './import-printer.ts'
import { type PreparedImport, prepareImport } from './prepare-import.ts'
import {
  type Call,
  type CallSurroundings,
  type ExitCode,
  jsonOption,
  organizationOption,
  systemOption,
  type Verb,
} from './verb.ts'

/** The verb. */
export const dataImport: Verb = {
  noun: 'data',
  verb: 'import',
  summary: 'Bring the rows of a CSV file in as records',
  takes: ['<Entity>', '<file.csv>'],
  options: [
    { ...organizationOption, summary: 'the organization that gets them' },
    { name: 'map', takes: '<file>', summary: 'which column becomes which field: docs/import.md' },
    { name: 'dry-run', summary: 'check everything, write nothing' },
    { name: 'all-or-nothing', summary: 'write nothing unless every row is good' },
    jsonOption,
    systemOption,
  ],
  example: 'plinth data import Customer customers.csv --org org_north --dry-run',
  run: runImport,
}

async function runImport(call: Call): Promise<ExitCode> {
  const { surroundings } = call
  const { directory, variables } = surroundings
  const [entity = '', file = ''] = call.named
  const composition = await findSystem({ file: call.text('system'), directory })

  const wish = { entity, file, map: call.text('map'), directory }
  const prepared = await prepareImport(composition, wish)
  try {
    const system = await composition.open({ variables, logger: loggerFor(surroundings) })
    try {
      return await importInto(system, prepared, call)
    } finally {
      await system.stop()
    }
  } finally {
    prepared.csv.close()
  }
}

async function importInto(
  system: System,
  { plan, csv }: PreparedImport,
  call: Call,
): Promise<ExitCode> {
  const { terminal, signal } = call.surroundings
  const organization = call.text('org') ?? ''
  const printer = new ImportPrinter({
    terminal,
    entity: plan.schema.name,
    file: call.named[1] ?? '',
    organization,
    dryRun: call.has('dry-run'),
    json: call.has('json'),
    share: csv.progress,
  })
  for (const note of plan.notes) printer.note(note)

  const ctx = system.as(systemCaller(organization, 'data-import'))
  const result = await importRows({
    plan,
    rows: csv.rows,
    target: systemTarget(plan, ctx),
    dryRun: call.has('dry-run'),
    allOrNothing: call.has('all-or-nothing'),
    report: printer,
    signal,
  }).catch((error: unknown) => {
    if (!call.has('all-or-nothing')) printer.broken()
    throw error
  })
  printer.summary(result)
  return result.isCut || result.tally.refused > 0 ? 1 : 0
}

// The standard output is for what the command answers.
function loggerFor({ variables, terminal }: CallSurroundings): Logger {
  const { logLevel } = readConfiguration({ LOG_LEVEL: 'warn', ...variables })
  const write = (line: string) => terminal.err(`${line}\n`)
  return createLogger({ level: logLevel, format: 'readable', colour: terminal.colour, write })
}
