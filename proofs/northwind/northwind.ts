/** Proves that a real company's data comes in whole, is told truly, and comes in once. */
import { apiOf, type Caller } from '../api/api.ts'
import { valueAt } from '../api/json.ts'
import type { Ground } from '../ground/ground.ts'
import { newGround } from '../ground/new-ground.ts'
import { changedTables, type Stored, storedRows } from '../ground/stored-rows.ts'
import type { Proof, Say } from '../proof.ts'
import { ServerProcess } from '../server/server-process.ts'
import { tradingMain } from '../trading-files.ts'
import { Verdict } from '../verdict.ts'
import { dollars } from './cents.ts'
import { differences, type Facts } from './facts.ts'
import { type ImportReport, importThroughCommand, type RunImport } from './import-command.ts'
import { observedFacts } from './observed.ts'
import { expectedFacts, untidyCells } from './oracle.ts'
import { silentImport } from './silent-import.ts'
import {
  missingFiles,
  readSource,
  type Source,
  sourceFiles,
  sourceFolder,
  type Subject,
  subjects,
} from './source.ts'
import { proveSpoiledFile } from './spoiled-file.ts'

export const northwind: Proof = {
  name: 'northwind',
  shows:
    'a real company’s files come in whole, are told truly by the API, and change nothing twice',
  broken: 'an import that skips bad rows and says nothing',
  async run(options, say) {
    const verdict = new Verdict()
    const folder = sourceFolder()
    const missing = missingFiles(folder).join(', ')
    const where = `the Northwind data is not in ${folder} (${missing}); say where: NORTHWIND_DIR`
    verdict.premise(missing === '', where)
    if (!verdict.isSound) return verdict

    const source = await readSource(folder)
    const ground = await newGround(options)
    const importFile = options.broken ? silentImport : importThroughCommand
    await prove({ folder, source, ground, importFile, say, verdict })
    return verdict
  },
}

/** One run of the proof. */
interface Run {
  readonly folder: string
  readonly source: Source
  readonly ground: Ground
  readonly importFile: RunImport
  readonly say: Say
  readonly verdict: Verdict
}

const caller: Caller = {
  organization: 'org_northwind',
  actor: 'auditor',
  roles: ['sales-manager', 'buyer'],
}

async function prove(run: Run): Promise<void> {
  const { ground, verdict, say } = run
  for (const subject of subjects) judgeFirst(run, subject, await importSubject(run, subject))
  await judgeAnswers(run)

  const before = await stored(ground)
  for (const subject of subjects) judgeSecond(run, subject, await importSubject(run, subject))
  verdict.none('tables changed by the second import', changedTables(before, await stored(ground)))
  verdict.note({ events: before.get('plinth.events')?.count ?? 0 })

  say('a file with three bad rows')
  await proveSpoiledFile(run)
}

async function importSubject(
  { folder, ground, importFile, say }: Run,
  subject: Subject,
): Promise<ImportReport> {
  const file = sourceFiles[subject]
  const { organization } = caller
  const report = await importFile({ file, folder, organization, variables: ground.variables })
  const { created, updated, unchanged, refused } = report
  say(
    `${file.name}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused`,
  )
  return report
}

/** Every row is in, and every cell that was put right is named. */
function judgeFirst({ source, verdict }: Run, subject: Subject, report: ImportReport): void {
  const { name } = sourceFiles[subject]
  const named = report.rows.map(({ line, column, value }) =>
    JSON.stringify({ line, column, value }),
  )
  const untidy = untidyCells(source[subject]).map((cell) => JSON.stringify(cell))
  verdict.none(`cells of ${name} not named as they stand`, differences(untidy, named))
  if (subject === 'customers') {
    const codes = report.rows.filter(({ column }) => column === 'CustomerID')
    verdict.equal(
      'customer codes in the report',
      codes.map(({ value }) => value),
      ['Val2 '],
    )
  }
  const wanted = { ...noRows, created: source[subject].length }
  verdict.equal(`${name}, first import`, countsIn(report), wanted)
}

function judgeSecond({ source, verdict }: Run, subject: Subject, report: ImportReport): void {
  const wanted = { ...noRows, unchanged: source[subject].length }
  verdict.equal(`${sourceFiles[subject].name}, second import`, countsIn(report), wanted)
}

const noRows = { exitCode: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }

function countsIn({ rows: _rows, ...counts }: ImportReport): typeof noRows {
  return counts
}

/** The API of the running server says what the files say. */
async function judgeAnswers({ ground, source, say, verdict }: Run): Promise<void> {
  const server = await ServerProcess.start({ main: tradingMain, variables: ground.variables })
  say(`the server is ready after ${server.readyMs} ms; reading everything through its API`)
  const api = apiOf(server.url, caller)
  const observed = await observedFacts(api)
  const path = '/api/v1/sales/orders?status=placed&count=exact&limit=1'
  const counted = valueAt((await api({ method: 'GET', path })).body, 'total')
  await server.stop()

  judgeTruth(observed, expectedFacts(source), verdict)
  verdict.equal('orders that the API counts as placed', counted, 21)
  const { categories, products, customers, orders, lines } = countsOf(observed)
  const sums = { lineSum: dollars(observed.lineSum), freightSum: dollars(observed.freightSum) }
  const known = { categories, products, customers, orders, open: observed.open, lines, ...sums }
  verdict.equal('the known figures of Northwind', known, knownFigures)
  const code = observed.records.customers.filter((fact) => fact.startsWith('Val2 · '))
  verdict.equal('customers with the code Val2', code.length, 1)
  verdict.note({ ...known, readyMs: server.readyMs })
}

function judgeTruth(observed: Facts, expected: Facts, verdict: Verdict): void {
  for (const subject of subjects) {
    const wrong = differences(expected.records[subject], observed.records[subject])
    verdict.none(`${subject} told otherwise than the file has them`, wrong)
  }
  verdict.equal('orders not shipped', observed.open, expected.open)
  verdict.equal('sum of the lines', dollars(observed.lineSum), dollars(expected.lineSum))
  verdict.equal('sum of the freight', dollars(observed.freightSum), dollars(expected.freightSum))
}

/** What is known of this data set, whoever reads it. */
const knownFigures = {
  categories: 8,
  products: 77,
  customers: 93,
  orders: 830,
  open: 21,
  lines: 2155,
  lineSum: '1,265,793.02',
  freightSum: '64,942.69',
}

function countsOf({ records }: Facts): Readonly<Record<Subject, number>> {
  const { categories, suppliers, products, customers, orders, lines } = records
  return {
    categories: categories.length,
    suppliers: suppliers.length,
    products: products.length,
    customers: customers.length,
    orders: orders.length,
    lines: lines.length,
  }
}

async function stored(ground: Ground): Promise<Stored> {
  const driver = await ground.open()
  try {
    return await storedRows(driver)
  } finally {
    await driver.close()
  }
}
