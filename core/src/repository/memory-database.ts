/** A database in memory, for tests and for trying things out: everything a real one promises, but for ever. */
import type { IdempotencyRecord, IdempotencySlot, IdempotencyStore } from '../adapter/index.ts'
import type { EntitySchema } from '../entity/index.ts'
import { ConflictError } from '../errors/index.ts'
import { type DomainEvent, MemoryEventStore } from '../event/index.ts'
import { BaseRepository, type RepositoryTools } from './base-repository.ts'
import type { Changes, Erasure, KeptAnswer, Receipt, Row, RowChange, Witness } from './changes.ts'
import { duplicate, idUsed, inUse } from './conflict.ts'
import type { Database } from './database.ts'
import { keptByFlush } from './kept-by-flush.ts'
import { compareRows, isBehind } from './reading/order.ts'
import type { EventOutbox } from './delivery/outbox.ts'
import type { HistoryOptions } from './past/history.ts'
import type { FindBehind } from './reading/cross-refs.ts'
import { matching } from './reading/matching.ts'
import type { Selection } from './reading/selection.ts'
import { type Timer, timerGone } from './timing/timer.ts'
import { stale, type UnitOfWork } from './unit-of-work.ts'

/** Creates an empty database. What it holds goes with the process. */
export function memoryDatabase(): Database {
  const store = new MemoryStore()
  return {
    migrate: async (entities) => store.learn(entities),
    repository: (schema, unit, tools) => new MemoryRepository(schema, unit, { ...tools, store }),
    history: async (organizationId, aggregateId, options) =>
      store.log(organizationId).history(aggregateId, options),
    eventStore: (organizationId) => store.log(organizationId),
    flush: async (changes) => store.commit(changes),
    outbox: memoryOutbox(store),
    timers: { next: async (limit, except) => store.nextTimers(limit, except) },
    idempotency: memoryAnswers(store),
    ping: async () => {},
    close: async () => {},
  }
}

class MemoryStore {
  readonly undelivered = new Map<string, DomainEvent>()
  readonly #tables = new Map<string, Map<string, Row>>()
  readonly #logs = new Map<string, MemoryEventStore>()
  readonly #receipts = new Set<string>()
  readonly #timers = new Map<string, Timer>()
  readonly #answers = new Map<string, IdempotencyRecord>()
  readonly #schemas = new Map<string, EntitySchema>()

  learn(entities: readonly EntitySchema[]): void {
    for (const schema of entities) this.#schemas.set(schema.name, schema)
  }

  rows(schema: EntitySchema, organizationId: string): ReadonlyMap<string, Row> {
    return this.#table(schema.name, organizationId)
  }

  log(organizationId: string): MemoryEventStore {
    const log = this.#logs.get(organizationId) ?? new MemoryEventStore(organizationId)
    this.#logs.set(organizationId, log)
    return log
  }

  isHandled(receipt: Receipt): boolean {
    return this.#receipts.has(receiptKey(receipt))
  }

  answer(slot: IdempotencySlot, now: number): IdempotencyRecord | null {
    const record = this.#answers.get(answerKey(slot))
    return record && record.expiresAt > now ? record : null
  }

  /** Checks everything first, so that what follows cannot fail half way. */
  commit(changes: Changes): void {
    const { organizationId, rows, witnesses, events, receipt, firing, answer } = changes
    if (answer) this.#assertFree(answer)
    if (receipt && this.isHandled(receipt)) throw alreadyHandled(receipt)
    for (const witness of witnesses) this.#assertVersion(organizationId, witness)
    for (const change of rows) this.#assertExpected(organizationId, change)
    for (const { schema, id } of changes.chosen ?? []) {
      const told = this.log(organizationId).history(id, { after: 0, limit: 1 })
      if (told.length > 0) throw idUsed(schema, id)
    }
    this.#assertUnique(organizationId, rows)
    if (firing && !this.#timers.has(firing.id)) throw timerGone(firing)
    for (const change of rows) {
      if (change.isRemoved) this.#assertUnused(organizationId, change, rows)
    }

    if (firing) this.#timers.delete(firing.id)
    for (const change of rows) this.#store(organizationId, change)
    for (const event of events) {
      this.log(organizationId).record(event)
      this.undelivered.set(event.id, event)
    }
    for (const erasure of changes.erasures) this.#erase(organizationId, erasure)
    if (receipt) this.#receipts.add(receiptKey(receipt))
    if (answer) this.#answers.set(answerKey(answer.slot), answer.record)
  }

  nextTimers(limit: number, except: readonly string[]): readonly Timer[] {
    return [...this.#timers.values()]
      .filter(({ id }) => !except.includes(id))
      .toSorted((one, other) => one.dueAt - other.dueAt)
      .slice(0, limit)
  }

  #store(organizationId: string, change: RowChange): void {
    const { schema, row, timers } = change
    applyTo(this.#table(schema.name, organizationId), change)
    if (!timers) return
    for (const { id, recordId, organizationId: owner } of this.#timers.values()) {
      if (recordId === row.id && owner === organizationId) this.#timers.delete(id)
    }
    for (const timer of timers) this.#timers.set(timer.id, timer)
  }

  #erase(organizationId: string, { aggregateId, keep }: Erasure): void {
    for (const id of this.log(organizationId).erase(aggregateId, keep)) this.undelivered.delete(id)
  }

  #table(name: string, organizationId: string): Map<string, Row> {
    const key = `${organizationId}/${name}`
    const table = this.#tables.get(key) ?? new Map<string, Row>()
    this.#tables.set(key, table)
    return table
  }

  #assertFree({ slot, now }: KeptAnswer): void {
    if (this.answer(slot, now)) throw keyTaken(slot)
  }

  #assertVersion(organizationId: string, { schema, id, version }: Witness): void {
    const actual = this.#table(schema.name, organizationId).get(id)?.version ?? 0
    if (actual !== version) throw stale(schema, id, { expected: version, actual })
  }

  #assertExpected(organizationId: string, { schema, row, expected }: RowChange): void {
    const stored = this.#table(schema.name, organizationId).get(row.id)
    if (expected === null && stored) throw duplicate(schema, ['id'])
    if (expected !== null && stored?.version !== expected) {
      throw stale(schema, row.id, { expected, actual: stored?.version ?? 0 })
    }
  }

  /** As foreign keys do: refs inside a module, those of deleted records too. */
  #assertUnused(organizationId: string, removal: RowChange, changes: readonly RowChange[]): void {
    const { schema, row } = removal
    for (const other of this.#schemas.values()) {
      if (other.namespace !== schema.namespace) continue
      const refs = other.fields.filter((f) => f.type === 'ref' && f.refEntity === schema.name)
      if (refs.length === 0) continue
      const rows = [...this.#after(organizationId, other, changes).values()]
      const used = refs.find(({ key }) => rows.some((record) => record[key] === row.id))
      if (used) throw inUse(schema, { entity: other.name, field: used.key })
    }
  }

  /** The table as the changes would leave it. */
  #after(
    organizationId: string,
    schema: EntitySchema,
    changes: readonly RowChange[],
  ): ReadonlyMap<string, Row> {
    const after = new Map(this.#table(schema.name, organizationId))
    for (const change of changes) if (change.schema.name === schema.name) applyTo(after, change)
    return after
  }

  #assertUnique(organizationId: string, changes: readonly RowChange[]): void {
    for (const schema of new Set(changes.map((change) => change.schema))) {
      const after = this.#after(organizationId, schema, changes)
      const active = [...after.values()].filter((row) => row.deletedAt === null)
      for (const keys of uniqueKeys(schema)) assertDistinct(schema, keys, active)
    }
  }
}

function applyTo(table: Map<string, Row>, { row, isRemoved }: RowChange): void {
  if (isRemoved) table.delete(row.id)
  else table.set(row.id, row)
}

/** The sets of fields that no two active records share: unique fields and constraints. */
export function uniqueKeys(schema: EntitySchema): readonly (readonly string[])[] {
  const single = schema.storedFields.filter(({ unique }) => unique).map(({ key }) => [key])
  return [...single, ...schema.uniqueConstraints]
}

function assertDistinct(schema: EntitySchema, keys: readonly string[], rows: readonly Row[]): void {
  const seen = new Set<string>()
  for (const row of rows) {
    const values = keys.map((key) => row[key] ?? null)
    if (values.includes(null)) continue
    const text = JSON.stringify(values)
    if (seen.has(text)) throw duplicate(schema, keys)
    seen.add(text)
  }
}

function alreadyHandled({ subscription, eventId }: Receipt): ConflictError {
  return new ConflictError(
    'delivery.handled',
    `subscription "${subscription}" has already handled event ${eventId}`,
    { subscription, eventId },
  )
}

/** Says that a rival has committed under the same idempotency key. */
export function keyTaken({ type, key }: IdempotencySlot): ConflictError {
  return new ConflictError(
    'idempotency.taken',
    `another "${type}" has committed under the idempotency key "${key}"`,
    { type, key },
  )
}

function answerKey({ organizationId, actorId, type, key }: IdempotencySlot): string {
  return JSON.stringify([organizationId, actorId, type, key])
}

function receiptKey({ subscription, eventId }: Receipt): string {
  return `${subscription}/${eventId}`
}

class MemoryRepository extends BaseRepository {
  readonly #store: MemoryStore
  readonly #rows: ReadonlyMap<string, Row>

  constructor(
    schema: EntitySchema,
    unit: UnitOfWork,
    { store, ...tools }: RepositoryTools & { readonly store: MemoryStore },
  ) {
    super(schema, unit, tools)
    this.#store = store
    this.#rows = store.rows(schema, unit.scope.organizationId)
  }

  protected async byIds(ids: readonly string[]): Promise<readonly Row[]> {
    return ids.flatMap((id) => this.#rows.get(id) ?? [])
  }

  protected async select(selection: Selection): Promise<readonly Row[]> {
    const { sort, offset, limit } = selection
    const rows = await this.#matching(selection)
    return rows
      .filter((row) => isBehind(row, selection))
      .toSorted(compareRows(sort))
      .slice(offset, offset + limit)
  }

  protected async tally(selection: Selection, cap: number | null): Promise<number> {
    const { length } = await this.#matching(selection)
    return cap === null ? length : Math.min(length, cap)
  }

  protected async events(
    id: string,
    options: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]> {
    return this.#store.log(this.unit.scope.organizationId).history(id, options)
  }

  #matching(selection: Selection): Promise<readonly Row[]> {
    const records = { schema: this.schema, rows: [...this.#rows.values()] }
    return matching(this.#findBehind, records, selection)
  }

  readonly #findBehind: FindBehind = async (schema, key, values) => {
    const wanted = new Set<unknown>(values)
    const rows = this.#store.rows(schema, this.unit.scope.organizationId)
    return [...rows.values()].filter((row) => row.deletedAt === null && wanted.has(row[key]))
  }
}

function memoryAnswers(store: MemoryStore): IdempotencyStore {
  return keptByFlush(async (slot, now) => store.answer(slot, now))
}

function memoryOutbox(store: MemoryStore): EventOutbox {
  return {
    acquire: async () => true,
    pending: async (limit, except) =>
      [...store.undelivered.values()]
        .filter(({ aggregateId }) => !except.includes(aggregateId))
        .slice(0, limit),
    handled: async (subscription, eventIds) =>
      new Set(eventIds.filter((eventId) => store.isHandled({ subscription, eventId }))),
    settle: async (eventIds) => {
      for (const id of eventIds) store.undelivered.delete(id)
    },
    release: async () => {},
  }
}
