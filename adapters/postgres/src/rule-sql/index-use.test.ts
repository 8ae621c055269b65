/** Filters that an index can answer are answered by it, behind the policies. */
import { defineEntity, field, type RuleExpr } from '@plinth/core'
import { entitySchema } from '@plinth/core/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedDriver, openEmbedded } from '../embedded/index.ts'
import { migrate } from '../migration/index.ts'
import { tableOf } from '../table/index.ts'
import { Joins } from './crossing.ts'
import { toSql } from './to-sql.ts'

const now = Date.UTC(2026, 10, 20)
const schema = entitySchema(
  defineEntity({
    name: 'Item',
    idPrefix: 'itm_',
    fields: {
      code: field.string({ unique: true, maxLength: 20 }),
      name: field.string({ indexed: true }),
      kind: field.oneOf(['a', 'b'], { indexed: true }),
      size: field.number({ indexed: true }),
      count: field.integer({ indexed: true }),
      madeAt: field.date({ indexed: true }),
      dueAt: field.date({ indexed: true, optional: true }),
      price: field.money({ indexed: true }),
      otherId: field.ref('Item', { indexed: true, optional: true }),
    },
  }),
  { namespace: 'stock' },
)
const table = tableOf(schema)

// Ten thousand records, half of them of another organization.
const fill = `insert into stock.items (id, organization_id, created_at, updated_at, version, meta,
    code, name, kind, size, count, made_at, due_at, price_amount, price_currency)
  select 'itm_' || n, case when n % 2 = 0 then 'org_north' else 'org_south' end, now(), now(), 1, '{}',
    'code' || n, 'name' || n, case when n % 1000 < 2 then 'b' else 'a' end, n / 2.0, n,
    to_timestamp(n * 86400), to_timestamp(n * 86400), n, 'USD'
  from generate_series(1, 10000) as n`

describe('an index answers', () => {
  let driver: EmbeddedDriver

  beforeAll(async () => {
    driver = await openEmbedded()
    await migrate(driver, [schema])
    const texts = [fill, 'analyze stock.items']
    await driver.transact(
      { role: 'owner' },
      texts.map((text) => ({ text })),
    )
  })
  afterAll(() => driver.close())

  test.each<[RuleExpr, string]>([
    [{ field: 'id', op: 'eq', value: 'itm_20' }, 'id'],
    [{ field: 'id', op: 'in', value: ['itm_20', 'itm_40'] }, 'id'],
    [{ field: 'code', op: 'eq', value: 'code20' }, 'code'],
    [{ field: 'name', op: 'eq', value: 'name20' }, 'name'],
    [{ field: 'name', op: 'in', value: ['name20', 'name40'] }, 'name'],
    [{ field: 'kind', op: 'eq', value: 'b' }, 'kind'],
    [{ field: 'size', op: 'lt', value: 5 }, 'size'],
    [{ not: { field: 'size', op: 'gt', value: 5 } }, 'size'],
    [{ field: 'count', op: 'lte', value: 10.5 }, 'count'],
    [{ not: { or: [{ field: 'count', op: 'gt', value: 10 }] } }, 'count'],
    [{ field: 'madeAt', op: 'gt', value: 9_995 * 86_400_000 }, 'made_at'],
    [{ field: 'madeAt', op: 'withinDays', value: 0.5 }, 'made_at'],
    [{ field: 'dueAt', op: 'lt', value: 5 * 86_400_000 }, 'due_at'],
    [{ field: 'price', op: 'gte', value: { amount: 9_999, currency: 'USD' } }, 'price_amount'],
    [{ field: 'otherId', op: 'eq', value: 'itm_1' }, 'other_id'],
    [{ field: 'otherId', op: 'exists', value: true }, 'other_id'],
  ])('%j', async (rule, column) => {
    const conditions = await indexConditions(driver, rule)

    expect(conditions).toContain(`(${column} `)
    expect(conditions).toContain('organization_id = ')
  })

  test('but not where only the whole list will do', async () => {
    expect(
      await indexConditions(driver, { field: 'name', op: 'contains', value: 'e2' }),
    ).not.toContain('name')
  })
})

/** Asks Postgres how it would read: the conditions that it gives to indexes. */
async function indexConditions(driver: EmbeddedDriver, rule: RuleExpr): Promise<string> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const own = `o."organization_id" = ${bind('org_north')} and o."deleted_at" is null`
  const where = toSql(rule, { table, alias: 'o', joins: new Joins(), now, bind })
  const text = `explain (format json) select o."id" from ${table.name} as o where ${own} and ${where}`
  const scope = { role: 'app', organizationId: 'org_north' } as const
  const { rows } = await driver.query(scope, { text, values })
  const plan = JSON.stringify(rows)
  return [...plan.matchAll(/"Index Cond":"((?:[^"\\]|\\.)*)"/g)]
    .map(([, condition = '']) => condition)
    .join('\n')
}
