/** The kernel's own tables: what happened, what waits to be delivered, what was handled, what was answered. */
import { quoteName } from '../table/index.ts'
import { everyRow, ownOrganization, type Roles, secured } from './policies.ts'

/** A table of the kernel, and what makes it. */
export interface KernelTable {
  readonly name: string
  readonly statements: readonly string[]
}

/** The full names of the tables that the work role shares with all organizations. */
export const kernelTableNames: readonly string[] = [
  'plinth.events',
  'plinth.outbox',
  'plinth.inbox',
  'plinth.timers',
  'plinth.idempotency',
  'plinth.idempotency_records',
]

/** Writes the tables, with their policies and grants. */
export function kernelTables(roles: Roles): readonly KernelTable[] {
  return [
    { name: 'events', statements: [...eventsTable, ...opened('plinth.events', roles, onEvents)] },
    { name: 'outbox', statements: [...outboxTable, ...opened('plinth.outbox', roles, onOutbox)] },
    { name: 'inbox', statements: [...inboxTable, ...opened('plinth.inbox', roles, onInbox)] },
    { name: 'timers', statements: [...timersTable, ...opened('plinth.timers', roles, onTimers)] },
    { name: 'idempotency', statements: [...answersTable, ...answersOpened(roles)] },
    { name: 'idempotency_records', statements: [...toldTable, ...toldOpened(roles)] },
  ]
}

/** How a table is opened: what the work role and the relay may do, each with its policy. */
interface Opening {
  readonly app: string
  readonly relay: string
  readonly relayCommand: 'select' | 'all'
}

// The log. Its order is (xid, position), read below the oldest running transaction: no commit can
// slip in before what was read. The work role adds to it and can neither choose a place nor change it.
const eventsTable = [
  `create table plinth.events (
  id text collate "C" not null,
  organization_id text collate "C" not null,
  xid xid8 not null default pg_current_xact_id(),
  position bigint not null generated always as identity,
  type text collate "C" not null,
  aggregate_type text collate "C" not null,
  aggregate_id text collate "C" not null,
  version integer not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  actor_id text collate "C",
  correlation_id text collate "C" not null,
  caused_by text collate "C",
  source text collate "C" not null,
  schema_version smallint not null default 1,
  primary key (organization_id, id)
)`,
  `create index events_aggregate_idx on plinth.events
  (organization_id, aggregate_id, version, position)`,
  'create index events_order_idx on plinth.events (xid, position)',
]

const onEvents: Opening = {
  app: `select, insert (id, organization_id, type, aggregate_type, aggregate_id, version, payload,
    occurred_at, actor_id, correlation_id, caused_by, source, schema_version)`,
  relay: 'select',
  relayCommand: 'select',
}

// What is not delivered yet. Relays share the partitions among them, so all events of one record
// pass through one relay, in order. Its key is the order of the log, without the organization: a
// relay reads across all, and each further index would be written with every event.
const outboxTable = [
  `create table plinth.outbox (
  event_id text collate "C" not null,
  organization_id text collate "C" not null,
  aggregate_id text collate "C" not null,
  partition smallint not null
    generated always as ((hashtextextended(aggregate_id, 0) & 15)::smallint) stored,
  xid xid8 not null default pg_current_xact_id(),
  position bigint not null,
  primary key (xid, position)
)`,
]

const onOutbox: Opening = {
  app: 'insert (event_id, organization_id, aggregate_id, position)',
  relay: 'select, delete',
  relayCommand: 'all',
}

// Its key leads with the event: a relay asks for receipts across all organizations.
// What was handled. A relay asks for all organizations, by subscription and event: the key begins so.
const inboxTable = [
  `create table plinth.inbox (
  organization_id text collate "C" not null,
  subscription text collate "C" not null,
  event_id text collate "C" not null,
  handled_at timestamptz not null default now(),
  primary key (subscription, event_id, organization_id)
)`,
]

const onInbox: Opening = {
  app: 'select, insert (organization_id, subscription, event_id)',
  relay: 'select',
  relayCommand: 'select',
}

// What time will do. The work role sets timers and calls them off with the records that they belong to;
// a relay reads those of its partitions in the order in which they are due, across all organizations.
const timersTable = [
  `create table plinth.timers (
  id text collate "C" not null,
  organization_id text collate "C" not null,
  entity_type text collate "C" not null,
  record_id text collate "C" not null,
  state text collate "C" not null,
  position smallint not null,
  due_at timestamptz not null,
  correlation_id text collate "C" not null,
  partition smallint not null
    generated always as ((hashtextextended(record_id, 0) & 15)::smallint) stored,
  primary key (organization_id, record_id, id)
)`,
  'create index timers_due_idx on plinth.timers (due_at, id)',
]

const onTimers: Opening = {
  app: 'select, insert, delete',
  relay: 'select',
  relayCommand: 'select',
}

// What commands were answered under the keys of their senders, until it expires. The answer is text:
// it is told again byte for byte, and jsonb would put its keys in another order. Without a fingerprint
// it is one that was erased.
const answersTable = [
  `create table plinth.idempotency (
  organization_id text collate "C" not null,
  actor_id text collate "C" not null,
  type text collate "C" not null,
  key text collate "C" not null,
  fingerprint text collate "C" not null,
  answer text collate "C",
  expires_at timestamptz not null,
  primary key (organization_id, actor_id, type, key)
)`,
  `create index idempotency_expiry_idx on plinth.idempotency (organization_id, expires_at)`,
]

// The work role keeps answers and forgets those that have expired; to lock these it must be allowed to
// update something.
function answersOpened(roles: Roles): readonly string[] {
  return openedForWork('plinth.idempotency', roles, 'select, insert, delete, update (expires_at)')
}

// The records that an answer may tell of: the erasure of one finds it by them. They go with the answer.
const toldTable = [
  `create table plinth.idempotency_records (
  organization_id text collate "C" not null,
  actor_id text collate "C" not null,
  type text collate "C" not null,
  key text collate "C" not null,
  record_id text collate "C" not null,
  primary key (organization_id, actor_id, type, key, record_id),
  foreign key (organization_id, actor_id, type, key)
    references plinth.idempotency on delete cascade
)`,
  `create index idempotency_records_record_idx on plinth.idempotency_records
  (organization_id, record_id)`,
]

function toldOpened(roles: Roles): readonly string[] {
  return openedForWork('plinth.idempotency_records', roles, 'insert')
}

function openedForWork(table: string, { owner, app }: Roles, grants: string): readonly string[] {
  return [
    ...secured(table),
    everyRow(table, owner),
    `create policy app on ${table} to ${quoteName(app)}
  using (${ownOrganization}) with check (${ownOrganization})`,
    `grant ${grants} on ${table} to ${quoteName(app)}`,
  ]
}

function opened(table: string, { owner, app, relay }: Roles, opening: Opening): readonly string[] {
  return [
    ...secured(table),
    everyRow(table, owner),
    `create policy app on ${table} to ${quoteName(app)}
  using (${ownOrganization}) with check (${ownOrganization})`,
    `create policy relay on ${table} for ${opening.relayCommand} to ${quoteName(relay)} using (true)`,
    `grant ${opening.app} on ${table} to ${quoteName(app)}`,
    `grant ${opening.relay} on ${table} to ${quoteName(relay)}`,
  ]
}
