/** The tables of the persistence benchmarks: ours behind policies, and the same as plain tables. */
import type { BaseRepository } from '@plinth/core'
import {
  type Database,
  repositoryTools,
  systemPlatform,
  UnitOfWork,
  type UnitScope,
} from '@plinth/core/runtime'
import { postgresDatabase } from '@plinth/postgres'
import type { Contest } from '../harness/benchmark.ts'
import { customers, orders } from './order.ts'
import { openWhere, type Where } from './where.ts'

/** Everything that a benchmark needs. */
export interface Ground extends Omit<Where, 'driver'> {
  readonly database: Database
  /** Works in a unit of the organization, and flushes it unless it only reads. */
  work<R>(work: (orders: BaseRepository) => Promise<R>, readOnly?: boolean): Promise<R>
  readonly organizationId: string
  readonly customerId: string
  /** Ids of stored orders of the organization. */
  readonly orderIds: readonly string[]
}

/** How many organizations share the tables, and how many orders each has. */
const organizations = 50
const ordersEach = 2_000

/** Makes the tables, fills both kinds with the same rows, and sets up a contest on them. */
export async function onGround(setUp: (ground: Ground) => Promise<Contest>): Promise<Contest> {
  const ground = await openGround()
  try {
    const contest = await setUp(ground)
    return {
      ...contest,
      note: ground.note,
      async close() {
        await contest.close?.()
        await ground.close()
      },
    }
  } catch (error) {
    await ground.close()
    throw error
  }
}

async function openGround(): Promise<Ground> {
  const { driver, ...where } = await openWhere()
  const database = postgresDatabase(driver)
  await database.migrate([customers, orders])
  for (const text of filling) await where.sql({ text })

  const organizationId = 'org_7'
  const rows = await where.sql({
    text: 'select id, customer_id from raw_orders where organization_id = $1 order by id',
    values: [organizationId],
  })
  return {
    ...where,
    database,
    organizationId,
    customerId: String(rows[0]?.['customer_id']),
    orderIds: rows.map(({ id }) => String(id)),
    work: (work, readOnly = false) => inUnit(database, { organizationId, readOnly }, work),
    async close() {
      await database.close()
      await where.close()
    },
  }
}

const platform = systemPlatform()

async function inUnit<R>(
  database: Database,
  scope: Pick<UnitScope, 'organizationId' | 'readOnly'>,
  work: (orders: BaseRepository) => Promise<R>,
): Promise<R> {
  const rest = { actorId: 'act_1', correlationId: platform.ids.generateFor('cor_'), causedBy: null }
  const unit = new UnitOfWork({ ...scope, ...rest })
  const result = await work(database.repository(orders, unit, repositoryTools(database, platform)))
  if (!unit.isEmpty) await database.flush(unit.seal())
  return result
}

// The plain tables have the columns, indexes and foreign keys of ours, and no policy.
const filling = [
  'create table raw_customers (like bench.customers including all)',
  `create table raw_orders (like bench.orders including all,
  foreign key (organization_id, customer_id) references raw_customers (organization_id, id)
    deferrable initially deferred)`,
  `create table raw_outbox (
  id bigint generated always as identity primary key, organization_id text not null,
  type text not null, payload jsonb not null)`,
  `insert into raw_customers (id, organization_id, version, created_at, updated_at, meta, name)
select 'cus_0' || upper(substr(md5('c' || o), 1, 25)), 'org_' || o, 1, now(), now(), '{}', 'Ada'
from generate_series(1, ${organizations}) as o`,
  `insert into raw_orders (id, organization_id, version, created_at, updated_at, meta, number, customer_id,
  status, total_amount, total_currency, placed_at, priority, is_gift, email, note)
select 'ord_0' || upper(substr(md5(o || '-' || n), 1, 25)), 'org_' || o, 1, now(), now(), '{}', 'N-' || n,
  'cus_0' || upper(substr(md5('c' || o), 1, 25)), (array['draft', 'placed', 'paid'])[1 + n % 3],
  n * 7, 'USD', timestamptz '2026-01-01' + n * interval '1 minute', n % 10, n % 2 = 0,
  'ada@example.org', 'leave it at the door'
from generate_series(1, ${organizations}) as o, generate_series(1, ${ordersEach}) as n`,
  'insert into bench.customers select * from raw_customers',
  'insert into bench.orders select * from raw_orders',
  'analyze',
]
