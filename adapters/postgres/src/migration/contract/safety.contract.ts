/** What the work role cannot do, and that a start refuses when it could. */
import { CoreError, field } from '@plinth/core'
import { expect, test } from 'vitest'
import type { Scope, SqlDriver, SqlRow } from '../../driver/index.ts'
import { migrate } from '../migrate.ts'
import { entityIn, north, owner, put } from './shop.contract.ts'

const secret = entityIn('safe.Secret', { text: field.string({ maxLength: 99 }) })
const south: Scope = { role: 'app', organizationId: 'org_south' }
const relay: Scope = { role: 'relay' }

/** Adds the tests. */
export function describeSafety(driver: () => SqlDriver): void {
  describeWalls(driver)
  describeRights(driver)
  describeTheOneWay(driver)
  describeBrokenWalls(driver)
}

function describeWalls(driver: () => SqlDriver): void {
  test('an organization sees its own records and can neither write nor take those of others', async () => {
    await migrate(driver(), [secret])
    await put(driver(), 'safe.secrets', { id: 'secret_1', text: 'of the north' })

    const everything = { text: 'select text from safe.secrets' }
    expect(await rows(driver(), north, everything.text)).toEqual([{ text: 'of the north' }])
    expect(await rows(driver(), south, everything.text)).toEqual([])
    expect(await rows(driver(), { role: 'app' }, everything.text)).toEqual([])
    expect(await rows(driver(), owner, everything.text)).toEqual([{ text: 'of the north' }])

    const take = { text: `update safe.secrets set organization_id = 'org_south'` }
    await expect(driver().transact(north, [take])).rejects.toMatchObject(forbidden)
    const [taken] = await driver().transact(south, [{ text: `update safe.secrets set text = ''` }])
    expect(taken?.count).toBe(0)
    const [removed] = await driver().transact(south, [{ text: 'delete from safe.secrets' }])
    expect(removed?.count).toBe(0)
    await expect(
      driver().transact(south, [{ text: 'insert into safe.secrets select * from safe.secrets' }]),
    ).resolves.toMatchObject([{ count: 0 }])
  })
}

function describeRights(driver: () => SqlDriver): void {
  test.each([
    ['app', 'truncate safe.secrets'],
    ['app', 'alter table safe.secrets disable row level security'],
    ['app', 'create table safe.other (id int)'],
    ['app', 'create schema mine'],
    ['app', 'update plinth.events set version = 0'],
    ['app', 'delete from plinth.events'],
    ['app', `insert into plinth.events (xid) values ('1')`],
    ['app', 'select from plinth.outbox'],
    ['app', 'delete from plinth.inbox'],
    ['app', `update plinth.timers set due_at = now()`],
    ['app', `update plinth.idempotency set answer = ''`],
    ['app', 'select from plinth.idempotency_records'],
    ['app', 'delete from plinth.idempotency_records'],
    ['app', 'select steps from plinth.migrations'],
    [
      'app',
      `insert into plinth.migrations (checksum, is_breaking, steps) values ('', false, '[]')`,
    ],
    ['relay', 'select from safe.secrets'],
    ['relay', 'delete from plinth.events'],
    ['relay', 'delete from plinth.inbox'],
    ['relay', 'delete from plinth.timers'],
    [
      'relay',
      `insert into plinth.inbox (organization_id, subscription, event_id) values ('', '', '')`,
    ],
  ] as const)('the role %s may not: %s', async (role, text) => {
    const attempt = driver().transact({ role, organizationId: 'org_north' }, [{ text }])

    await expect(attempt).rejects.toMatchObject(forbidden)
  })

  test('an event is logged and put out by its organization, and delivered by the relay', async () => {
    const values = ['evt_1', 'org_north', 'safe.secret.created', 'Secret', 'secret_1', 1, '{}']
    const log = `with e as (
        insert into plinth.events (id, organization_id, type, aggregate_type, aggregate_id, version, payload,
          occurred_at, correlation_id, source)
        values ($1, $2, $3, $4, $5, $6, $7, now(), 'c', 'safe')
        returning id, organization_id, aggregate_id, position)
      insert into plinth.outbox (event_id, organization_id, aggregate_id, position) select * from e`
    await driver().transact(north, [{ text: log, values }])

    const pending = `select e.id, o.partition between 0 and 15 as is_partition, o.position = e.position and o.xid = e.xid as is_same_place
      from plinth.outbox o join plinth.events e on e.organization_id = o.organization_id and e.id = o.event_id`
    expect(await rows(driver(), relay, pending)).toEqual([
      { id: 'evt_1', is_partition: true, is_same_place: true },
    ])
    const [settled] = await driver().transact(relay, [{ text: 'delete from plinth.outbox' }])
    expect(settled?.count).toBe(1)
    expect(await rows(driver(), south, 'select id from plinth.events')).toEqual([])
  })
}

function describeTheOneWay(driver: () => SqlDriver): void {
  test('the work role erases events of its own organization, and of no other', async () => {
    const log = (organization: string) => ({
      text: `insert into plinth.events (id, organization_id, type, aggregate_type, aggregate_id, version, payload,
          occurred_at, correlation_id, source)
        values ('evt_' || $1, $1, 'safe.secret.created', 'Secret', 'secret_9', 1, '{"text":"s"}', now(), 'c', 'safe')`,
      values: [organization],
    })
    await driver().transact(north, [log('org_north')])
    await driver().transact(south, [log('org_south')])
    const erase = { text: `select plinth.erase_events('secret_9', '{}', '{}')` }
    const left = `select organization_id as of from plinth.events
      where aggregate_id = 'secret_9' and payload <> '{}' order by 1`

    await driver().transact({ role: 'app' }, [erase])
    expect(await rows(driver(), owner, left)).toEqual([{ of: 'org_north' }, { of: 'org_south' }])

    await driver().transact(south, [erase])
    expect(await rows(driver(), owner, left)).toEqual([{ of: 'org_north' }])
    const asRelay = driver().transact({ role: 'relay', organizationId: 'org_north' }, [erase])
    await expect(asRelay).rejects.toMatchObject(forbidden)
  })

  test('nobody can put a table of his own in the way of the erasure', async () => {
    const text = `select prosecdef as is_definer, proconfig as settings
      from pg_proc where proname = 'erase_events'`

    expect(await rows(driver(), owner, text)).toEqual([
      { is_definer: true, settings: ['search_path=pg_catalog, pg_temp'] },
    ])
  })
}

function describeBrokenWalls(driver: () => SqlDriver): void {
  test.each([
    [
      'alter table safe.secrets no force row level security',
      'alter table safe.secrets force row level security',
      'safe.secrets does not force row level security',
    ],
    [
      'alter table safe.secrets disable row level security',
      'alter table safe.secrets enable row level security',
      'safe.secrets does not force row level security',
    ],
    [
      'create policy extra on safe.secrets using (true)',
      'drop policy extra on safe.secrets',
      'a policy of safe.secrets opens more than its organization',
    ],
    [
      'create policy extra on safe.secrets for insert with check (true)',
      'drop policy extra on safe.secrets',
      'a policy of safe.secrets opens more than its organization',
    ],
    [
      'grant truncate on plinth.events to $app',
      'revoke truncate on plinth.events from $app',
      'it may truncate plinth.events',
    ],
    [
      'grant delete on plinth.events to $app',
      'revoke delete on plinth.events from $app',
      'it may change or delete events',
    ],
    ['grant $owner to $app', 'revoke $owner from $app', 'it owns plinth.events'],
    ['alter role $app bypassrls', 'alter role $app nobypassrls', 'bypasses policies'],
    ['alter role $app superuser', 'alter role $app nosuperuser', 'it is a superuser'],
  ])('a start is refused after: %s', async (breaks, mends, reason) => {
    await migrate(driver(), [secret])
    await asLogin(driver(), breaks)

    const refused: unknown = await migrate(driver(), [secret]).catch((error: unknown) => error)
    await asLogin(driver(), mends)

    if (!(refused instanceof CoreError)) throw refused
    expect(refused.code).toBe('database.unsafe')
    expect(refused.message).toContain(reason)
    expect(await migrate(driver(), [secret])).toEqual([])
  })

  test('a table that someone dropped is made again', async () => {
    await asLogin(driver(), 'drop table safe.secrets')

    const steps = await migrate(driver(), [secret])

    expect(steps.length).toBeGreaterThan(0)
    await put(driver(), 'safe.secrets', { id: 'secret_2', text: 'again' })
  })
}

const forbidden = { condition: 'insufficient_privilege' }

async function asLogin(driver: SqlDriver, text: string): Promise<void> {
  const { app, owner: owning } = driver.roles
  const named = text.replaceAll('$app', `"${app}"`).replaceAll('$owner', `"${owning}"`)
  await driver.transact({ role: 'login' }, [{ text: named }])
}

async function rows(driver: SqlDriver, scope: Scope, text: string): Promise<readonly SqlRow[]> {
  const result = await driver.query(scope, { text })
  return result.rows
}
