/** In which statements a unit of work is stored, and in which order they take their locks. */
import type { DomainEvent, Row } from '@plinth/core'
import type { Changes } from '@plinth/core/runtime'
import { customers, orders } from '@plinth/testing/contracts'
import { expect, test } from 'vitest'
import { flushStatements } from './flush-statements.ts'

const nothing: Changes = {
  organizationId: 'org_north',
  rows: [],
  witnesses: [],
  events: [],
  erasures: [],
  receipt: null,
  firing: null,
}

test('a unit without changes needs no statement', () => {
  expect(flushStatements(nothing)).toEqual([])
})

test('one record and its event are two statements', () => {
  const rows = [
    { schema: customers, row: rowOf('cus_1', 1), expected: null, isRemoved: false, timers: null },
  ]

  expect(verbs({ ...nothing, rows, events: [event] })).toEqual([
    'insert into "shop"."customers"',
    'insert into plinth.events',
  ])
})

test('a hundred records and their events are two statements as well', () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({
    schema: customers,
    row: rowOf(`cus_${i}`, 1),
    expected: null,
    isRemoved: false,
    timers: null,
  }))

  expect(verbs({ ...nothing, rows, events: [event, event] })).toEqual([
    'insert into "shop"."customers"',
    'insert into plinth.events',
  ])
})

test('the receipt comes first, then locks by the name of the table, then new records', () => {
  const changes: Changes = {
    organizationId: 'org_north',
    rows: [
      { schema: orders, row: rowOf('ord_1', 2), expected: 1, isRemoved: false, timers: null },
      { schema: orders, row: rowOf('ord_2', 1), expected: null, isRemoved: false, timers: null },
    ],
    witnesses: [
      { schema: orders, id: 'ord_3', version: 1 },
      { schema: customers, id: 'cus_1', version: 4 },
    ],
    events: [event],
    erasures: [],
    receipt: { subscription: 'shop.any', eventId: 'evt_0' },
    firing: null,
  }

  expect(verbs(changes)).toEqual([
    'insert into plinth.inbox',
    'lock "shop"."customers" for share',
    'lock "shop"."orders" for no key update',
    'update "shop"."orders"',
    'insert into "shop"."orders"',
    'insert into plinth.events',
  ])
})

test('an erasure, and an answer that may tell of a record, take their turn before anything else is locked', () => {
  const slot = { organizationId: 'org_1', actorId: 'usr_1', type: 'shop.buy', key: 'k' }
  const record = { fingerprint: 'f', answer: '1', expiresAt: 1 }
  const answer = { slot, record, tellsOf: ['cus_1'], remembered: [], now: 0 }
  const erasures = [{ aggregateId: 'cus_1', keep: [] }]

  const [keeps, erases, both] = [{ answer }, { erasures }, { answer, erasures }].map(
    (changes) => flushStatements({ ...nothing, ...changes })[0]?.text,
  )

  expect(keeps).toContain('pg_advisory_xact_lock_shared(')
  expect(erases).toContain('pg_advisory_xact_lock(')
  expect(both).toBe(erases)
})

test('ids that callers chose are looked up behind the new records, and before what is told of them', () => {
  const row = rowOf('cus_1', 1)
  const rows = [{ schema: customers, row, expected: null, isRemoved: false, timers: null }]
  const chosen = [{ schema: customers, id: 'cus_1' }]

  expect(verbs({ ...nothing, rows, chosen, events: [event] })).toEqual([
    'insert into "shop"."customers"',
    'select plinth.refuse_used',
    'insert into plinth.events',
  ])
})

const event: DomainEvent = {
  id: 'evt_1',
  type: 'shop.customer.created',
  aggregateId: 'cus_1',
  aggregateType: 'Customer',
  payload: {},
  occurredAt: 0,
  actorId: null,
  orgId: 'org_north',
  correlationId: 'cor_1',
  causedBy: null,
  version: 1,
  source: 'shop',
  schemaVersion: 1,
}

function rowOf(id: string, version: number): Row {
  const base = { organizationId: 'org_north', createdAt: 0, updatedAt: 0, deletedAt: null }
  return { ...base, id, version, meta: {}, name: 'Ada' }
}

function verbs(changes: Changes): readonly string[] {
  return flushStatements(changes).map(({ text }) => {
    const lock = /from (\S+)\n[^]* (for share|for no key update)\)/.exec(text)
    if (lock) return `lock ${lock[1]} ${lock[2]}`
    return /(insert into|update) \S+|select plinth\.refuse_used/.exec(text)?.[0] ?? text
  })
}
