/** In process and in SQL, a rule holds for the same records: whatever the rule, whatever the record. */
import type { Row, RuleExpr } from '@plinth/core'
import { compileRule, shapeOf } from '@plinth/core/runtime'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SqlDriver, Statement } from '../../driver/index.ts'
import { migrate } from '../../migration/index.ts'
import { batchList, batchParameters, batchSource, tableOf } from '../../table/index.ts'
import { Joins } from '../crossing.ts'
import { toSql } from '../to-sql.ts'
import { edgeLeaves, rules } from './rules.contract.ts'
import { edgeSamples, now, type Sample, sampleSchema, samples } from './sample.contract.ts'

const table = tableOf(sampleSchema)
const shape = shapeOf(sampleSchema)

/** Runs the suite on a driver whose database is new. */
export function describeAgreement(open: () => Promise<SqlDriver>): void {
  describe('a rule in SQL', () => {
    let driver: SqlDriver

    beforeAll(async () => {
      driver = await open()
      await migrate(driver, [sampleSchema])
    })
    afterAll(() => driver.close())

    test('holds for the records for which it holds in process: every edge of every kind', async () => {
      for (let at = 0; at < edgeLeaves.length; at += 500) {
        const asked = edgeLeaves.slice(at, at + 500)
        expect(await disagreements(driver, edgeRows, asked)).toEqual([])
      }
    }, 60_000)

    test('holds for the records for which it holds in process: any rules, any records', async () => {
      const agree = fc.asyncProperty(manyRows, manyRules, async (rows, asked) => {
        expect(await disagreements(driver, rows, asked)).toEqual([])
      })
      await fc.assert(agree, { numRuns: 15 })
    }, 60_000)

    test('reads records as they were stored', async () => {
      const same = fc.asyncProperty(manyRows, async (rows) => {
        expect(await storedAndRead(driver, rows)).toEqual(rows.map(asJson))
      })
      await fc.assert(same, { numRuns: 15 })
    }, 60_000)
  })
}

const scope = { role: 'owner', organizationId: 'org_lab' } as const
const clear: Statement = { text: `delete from ${table.name}` }

const manyRules = fc.array(rules, { minLength: 60, maxLength: 60 })
const manyRows: fc.Arbitrary<readonly Row[]> = fc
  .array(samples, { minLength: 20, maxLength: 40 })
  .map(withIds)
const edgeRows = withIds(edgeSamples)

function withIds(rows: readonly Sample[]): readonly Row[] {
  return rows.map((row, at) => Object.assign({ id: `smp_${String(at).padStart(4, '0')}` }, row))
}

// JSON knows one zero, and so does what goes through it.
function asJson(row: Row): unknown {
  return JSON.parse(JSON.stringify(row))
}

function insertOf(rows: readonly Row[]): Statement {
  const list = table.columns.map(({ quoted }) => quoted).join(', ')
  return {
    text: `insert into ${table.name} (${list}) select ${batchList(table, 'b')} from ${batchSource(table, 'b')}`,
    values: batchParameters(table, rows),
  }
}

async function storedAndRead(driver: SqlDriver, rows: readonly Row[]): Promise<readonly Row[]> {
  const text = `select ${table.selectList('o')} from ${table.name} as o order by o."id"`
  const [, , stored] = await driver.transact(scope, [clear, insertOf(rows), { text }])
  return (stored?.rows ?? []).map((row) => table.read(row))
}

/** Finds the rules that hold for other records in SQL than in process. */
async function disagreements(
  driver: SqlDriver,
  rows: readonly Row[],
  asked: readonly RuleExpr[],
): Promise<readonly unknown[]> {
  const answers = await answersOf(driver, rows, asked)
  return asked.flatMap((rule, at) => {
    const compiled = compileRule(rule, { shape })
    const inProcess = rows.filter((row) => compiled.evaluate(row, { now })).map(({ id }) => id)
    const inSql = answers.get(at) ?? []
    return inSql.join() === inProcess.join() ? [] : [{ rule, inProcess, inSql }]
  })
}

/** Asks all rules of all records at once: for each rule the ids for which it holds. */
async function answersOf(
  driver: SqlDriver,
  rows: readonly Row[],
  asked: readonly RuleExpr[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const pieces = asked.map((rule, at) => {
    const ground = { table, alias: 'o', joins: new Joins(), now, bind }
    return `select ${at} as rule, array(select o."id" from ${table.name} as o where ${toSql(rule, ground)} order by o."id") as ids`
  })
  const ask = { text: pieces.join('\nunion all\n'), values }
  const [, , answers] = await driver.transact(scope, [clear, insertOf(rows), ask])
  return new Map(answers?.rows.map((row) => [Number(row['rule']), textsFrom(row['ids'])]))
}

function textsFrom(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
