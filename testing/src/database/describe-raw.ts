/** Raw queries: they read what the organization has, and nothing that one can write into them does more. */
import { CoreError } from '@plinth/core'
import type { Database } from '@plinth/core/runtime'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Office, officeOn, unusedNumber, usd } from './shop.ts'

/** Adds the tests: of a database with SQL all of them, of one without the refusal alone. */
export function describeRaw(database: () => Database): void {
  describe('raw queries', () => {
    let north: Office
    beforeAll(async () => {
      north = officeOn(database())
      await fill(north, [100, 250])
      await fill(officeOn(database()), [10_000])
    })
    // What a question is answered, or the code with which it is refused.
    const ask = (query: string, params?: readonly unknown[]) =>
      north.read(({ orders }) => orders.raw(query, params).catch(codeOf))
    const withSql = (expected: unknown) => (database().hasSql ? expected : 'repository.no-sql')

    test('a sum comes back as plain values, and is refused by name where there is no SQL', async () => {
      const sums = await ask(
        'select count(*) as orders, sum(total_amount)::bigint as cents from shop.orders',
      )

      expect(sums).toEqual(withSql([{ orders: 2, cents: 350 }]))
    })

    test('values are handed in apart, joins and windows are taken', async () => {
      const found = await ask(report, [100, "o'neil"])

      expect(found).toEqual(withSql([{ name: null, cents: 250, place: 1 }]))
    })

    test.each(attacks)('%s is refused', async (query) => {
      expect(await ask(query)).toBe(withSql('repository.raw-refused'))
    })

    test('no query opens the rows of another organization, whatever it asks for', async () => {
      const owners = await ask(
        'select distinct organization_id as id from shop.orders where true or $1',
        [true],
      )
      const most = await ask("select max(total_amount) as most from shop.orders where id <> ''")

      expect(owners).toEqual(withSql([{ id: north.organizationId }]))
      expect(most).toEqual(withSql([{ most: 250 }]))
    })

    test('more rows than are held at once are refused', async () => {
      const digits = '(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))'
      const columns = Array.from({ length: 5 }, (_, at) => `${digits} as d${at}`)

      const many = await ask(`select 1 as one from ${columns.join(' cross join ')}`)

      expect(many).toBe(withSql('repository.too-much'))
    })
  })
}

function codeOf(error: unknown): unknown {
  if (error instanceof CoreError) return error.code
  throw error
}

const report = `with placed as (select * from shop.orders where total_amount > $1)
select c.name, o.total_amount as cents, rank() over (order by o.total_amount desc) as place
from placed o left join shop.customers c on c.id = o.customer_id
where coalesce(o.note, '') <> $2`

const config = "set_config('plinth.organization_id', 'org_other', true)"

/** What an attacker would try: to become another tenant, to write, to wait, to look behind the walls. */
const attacks: readonly string[] = [
  '',
  `select ${config}`,
  `select * from shop.orders where ${config} is not null`,
  `with c as materialized (select ${config}) select o.* from c, shop.orders o`,
  `select o.* from shop.orders o, lateral (select ${config}) c`,
  `select PG_CATALOG.Set_Config('role', 'postgres', true)`,
  `select "set_config"('role', 'postgres', true)`,
  String.raw`select U&"set\005fconfig"('role', 'postgres', true)`,
  `select U&"set!005fconfig" uescape '!' ('role', 'postgres', true)`,
  `select pg_catalog . "set_config" ('role', 'postgres', true)`,
  `select s /**/ from shop.orders`,
  'select 1 -- and more',
  'select $$text$$',
  'select $a$text$a$',
  String.raw`select e'\''`,
  String.raw`select '\' || 'x'`,
  'select 1; select 2',
  'select 1) as a, (select 2',
  'select 1) q union select * from (select 2',
  'select (1',
  'set role postgres',
  'reset role',
  "copy shop.orders to program 'id'",
  'select * into shop.copied from shop.orders',
  'select * from shop.orders for update',
  'with gone as (delete from shop.orders returning *) select * from gone',
  "with new as (insert into shop.orders (id) values ('x') returning *) select * from new",
  "select plinth.refuse_gone('x')",
  'select * from plinth.events',
  'select * from "plinth".migrations',
  'select * from pg_catalog.pg_class',
  'select * from pg_roles',
  'select * from information_schema.tables',
  "select current_setting('plinth.organization_id')",
  'select current_user',
  "select dblink('host=127.0.0.1', 'select 1')",
  "select lo_import('/etc/passwd')",
  "select pg_read_file('/etc/passwd')",
  'select pg_sleep(60)',
  'select generate_series(1, 1000000000)',
  "select repeat('x', 1000000000)",
  "select query_to_xml('select 1', true, true, '')",
  "select 'shop.orders'::regclass",
  'select 1 operator(pg_catalog.+) 2',
  'select public.mine()',
  'select \u00e9',
  'explain select 1',
  'begin',
]

function fill(office: Office, cents: readonly number[]): Promise<unknown> {
  return office.change(({ orders }) =>
    orders.saveBatch(cents.map((amount) => ({ number: unusedNumber(), total: usd(amount) }))),
  )
}
