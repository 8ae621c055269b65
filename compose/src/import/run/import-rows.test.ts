/** Whole imports into a small system in memory. */
import type { SystemContext } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Customer, Order, shop } from '../../../fixture/shop.ts'
import { memory } from '../../database/adapters.ts'
import { systemCaller } from '../../permission/system-caller.ts'
import type { ImportMap } from '../map/import-map.ts'
import { planRows } from '../plan/plan-rows.ts'
import type { CsvItem } from './csv-file.ts'
import type { Finding } from './finding.ts'
import { type ImportJob, importRows } from './import-rows.ts'
import { type ImportTarget, systemTarget } from './import-target.ts'

let system: System
let ctx: SystemContext

beforeEach(async () => {
  system = await shop.open({ variables: {}, database: memory() })
  ctx = system.as(systemCaller('org_north'))
})

afterEach(() => system.stop())

const customers = `code,name,creditLimit
ALFKI,Alfreds Futterkiste,12.50 USD
"Val2 ",Val,
BAD,,1 USD
WORSE,Nobody,much
WIDE,Nobody,1 USD,more`

test('good rows are stored, bad ones named, and what was put right is noted', async () => {
  const { result, findings } = await importText('Customer', customers)

  expect(result).toEqual({
    tally: { rows: 5, created: 2, updated: 0, unchanged: 0, refused: 3 },
    isCut: false,
    isStored: true,
  })
  expect(findings.map(shortly)).toEqual([
    '3 note code "Val2 " had blanks around it; they were cut off',
    '4 refused name "" name is required',
    '5 refused creditLimit "much" is not an amount such as 12.50',
    '6 refused  null the row has 4 cells, and the header has 3',
  ])
  expect(await codes()).toEqual(['ALFKI', 'Val2'])
})

test('the same file again changes nothing', async () => {
  await importText('Customer', customers)
  const before = await ctx.repo(Customer).findAll()

  const { result } = await importText('Customer', customers)

  expect(result.tally).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 3 })
  expect(await ctx.repo(Customer).findAll()).toEqual(before)
})

test('a changed file changes what it names and nothing else', async () => {
  await importText('Customer', 'code,name,isActive\nA,Anna,0')

  const { result } = await importText('Customer', 'code,name\nA,Anne')

  expect(result.tally).toMatchObject({ updated: 1 })
  expect(await ctx.repo(Customer).findAll()).toMatchObject([
    { code: 'A', name: 'Anne', isActive: false, version: 2 },
  ])
})

test('a dry run finds the same and writes nothing', async () => {
  const { result, findings } = await importText('Customer', customers, { dryRun: true })

  expect(result).toMatchObject({ tally: { created: 2, refused: 3 }, isStored: false })
  expect(findings).toHaveLength(4)
  expect(await codes()).toEqual([])
})

test('all or nothing writes nothing when one row is bad, and everything when none is', async () => {
  const refused = await importText('Customer', customers, { allOrNothing: true })
  const codesBefore = await codes()
  const good = customers.split('\n').slice(0, 3).join('\n')
  const stored = await importText('Customer', good, { allOrNothing: true })

  expect(refused.result).toMatchObject({ tally: { refused: 3 }, isStored: false })
  expect(codesBefore).toEqual([])
  expect(stored.result).toMatchObject({ tally: { created: 2, refused: 0 }, isStored: true })
  expect(await codes()).toEqual(['ALFKI', 'Val2'])
})

test('orders of the past come with their state, their customer and an exact total', async () => {
  await importText('Customer', customers)
  const map: ImportMap = {
    history: true,
    fields: {
      number: { column: 'OrderID' },
      customerId: { column: 'CustomerID', ref: 'code' },
      status: { when: 'ShippedDate', filled: 'shipped', empty: 'placed' },
      placedAt: { column: 'OrderDate' },
      total: { product: ['UnitPrice', 'Quantity', { oneMinus: 'Discount' }], currency: 'USD' },
    },
  }
  const text = `OrderID,CustomerID,OrderDate,ShippedDate,UnitPrice,Quantity,Discount
10248,ALFKI,1996-07-04 00:00:00.000,1996-07-16 00:00:00.000,7.7,3,0.15
10249,Val2 ,1996-07-05 00:00:00.000,,10,1,0.0
10250,NOBODY,1996-07-05 00:00:00.000,,10,1,0.0
10251,ALFKI,1996-07-05 00:00:00.000,,10,some,0.0`

  const { result, findings } = await importText('Order', text, { map })

  expect(result.tally).toMatchObject({ created: 2, refused: 2 })
  expect(findings.filter(({ kind }) => kind === 'refused').map(shortly)).toEqual([
    '4 refused customerId "NOBODY" is the code of no Customer',
    '5 refused total null is not a number, and stands in Quantity as "some"',
  ])
  expect(await ctx.repo(Order).findAll()).toMatchObject([
    {
      number: '10248',
      status: 'shipped',
      placedAt: Date.UTC(1996, 6, 4),
      total: { amount: 1964, currency: 'USD' },
    },
    { number: '10249', status: 'placed' },
  ])
})

test('a value that another record has keeps out its own row alone, and is not shown when sensitive', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => `C${index},Name,${index}`)

  const { result, findings } = await importText(
    'Customer',
    ['code,name,taxId', ...rows, 'TWIN,Name,17', 'LONG,Name,123456'].join('\n'),
  )

  expect(result.tally).toMatchObject({ created: 40, refused: 2 })
  expect(findings).toMatchObject([
    { line: 42, kind: 'refused', reason: expect.stringContaining('taxId') },
    { line: 43, kind: 'refused', field: 'taxId', value: null },
  ])
  expect(JSON.stringify(findings)).not.toContain('123456')
})

test('a row that stands for the same record as an earlier one is refused', async () => {
  const { findings } = await importText('Customer', 'code,name\nA,Anna\nB,Bob\n A,Anne')

  expect(findings.map(shortly)).toContain(
    '4 refused code " A" stands for the same record as line 2',
  )
})

test('rows before the place where a file breaks are stored, and the import is not whole', async () => {
  const items: CsvItem[] = [
    { line: 2, cells: ['A', 'Anna'] },
    { line: 3, reason: 'a quote is opened here and not closed' },
  ]

  const { result, findings } = await importItems('Customer', ['code', 'name'], items)

  expect(result).toMatchObject({ tally: { created: 1, refused: 1 }, isCut: true })
  expect(findings.map(shortly)).toEqual([
    '3 refused  null the file breaks: a quote is opened here and not closed; the rest was not read',
  ])
})

test('an import that is told to stop ends behind the batch at hand', async () => {
  const stopping = new AbortController()
  const rows = Array.from({ length: 2_000 }, (_, index) => `C${index},Name`)

  const { result } = await importText('Customer', ['code,name', ...rows].join('\n'), {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  })

  expect(result).toMatchObject({ tally: { created: 500 }, isCut: true })
})

test('all or nothing takes as many rows as one unit of work, and says so', async () => {
  const rows = Array.from({ length: 20_001 }, (_, index) => `C${index},Name`)
  const text = ['code,name', ...rows].join('\n')

  const imported = importText('Customer', text, { allOrNothing: true, target: acceptingTarget() })

  await expect(imported).rejects.toThrow(/--all-or-nothing takes at most [\d,]+ rows/)
})

interface Wishes extends Partial<Pick<ImportJob, 'dryRun' | 'allOrNothing' | 'signal' | 'target'>> {
  readonly map?: ImportMap
  readonly onProgress?: () => void
}

function importText(entity: string, text: string, wishes: Wishes = {}) {
  const [header = [], ...rows] = text.split('\n').map((line) => line.split(',').map(unquoted))
  const items = rows.map((cells, index) => ({ line: index + 2, cells }))
  return importItems(entity, header, items, wishes)
}

async function importItems(
  entity: string,
  header: readonly string[],
  items: readonly CsvItem[],
  wishes: Wishes = {},
) {
  const { map = null, onProgress = () => {}, ...rest } = wishes
  const schema = system.entities.find(({ name }) => name === entity)!
  const planned = planRows({ schema, entities: system.entities, header, map })
  if (!planned.ok) throw new Error(planned.mistakes.join('\n'))

  const findings: Finding[] = []
  const result = await importRows({
    plan: planned.plan,
    rows: streamed(items),
    target: systemTarget(planned.plan, ctx),
    dryRun: false,
    allOrNothing: false,
    signal: new AbortController().signal,
    report: { finding: (finding) => findings.push(finding), progress: onProgress },
    ...rest,
  })
  return { result, findings }
}

function acceptingTarget(): ImportTarget {
  return {
    send: async (records) => records.map(() => ({ outcome: 'created' })),
    findIds: async () => new Map(),
  }
}

async function* streamed(items: readonly CsvItem[]): AsyncGenerator<CsvItem> {
  yield* items
}

async function codes(): Promise<readonly string[]> {
  const all = await ctx.repo(Customer).findAll()
  return all.map(({ code }) => code).toSorted()
}

function shortly({ line, kind, field, value, reason }: Finding): string {
  return `${line} ${kind} ${field} ${JSON.stringify(value)} ${reason}`
}

function unquoted(cell: string): string {
  return cell.replaceAll('"', '')
}
