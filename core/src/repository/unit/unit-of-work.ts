/**
 * Buffers what one command changes until it ends, so that all of it commits together or not at all.
 *
 * A unit is open while user code runs, and no transaction is. It holds the records as they will be
 * (`stage`), what happened (`record`), and the records as they were read (`remember`), those that
 * the outcome relies on among them (`witness`); `seal` hands all of it over for one flush.
 *
 * A nested command works in a `part` of the unit around it: it sees and stages the same records, and
 * when it fails, just what it did is taken back. A nested query works in a `reader`. Within one part
 * `mark` and `rollback` do the same for a stretch of work.
 */
import type { EntitySchema } from '../../entity/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { Changes, Receipt, Row } from '../flush/changes.ts'
import type { Timer } from '../timing/timer.ts'
import { committedChanges } from './committed-changes.ts'
import { keyOf, UnitLedger, type UnitStep } from './unit-ledger.ts'
import { endedUnit, entangledUnit, readOnlyUnit } from './unit-refusals.ts'
import type { UnitClaim, UnitScope } from './unit-scope.ts'

/** A place in the unit to go back to. */
export interface Savepoint {
  readonly steps: number
}

/** The buffer of one command. */
export class UnitOfWork {
  readonly scope: UnitScope
  readonly #receipt: Receipt | null
  readonly #firing: Timer | null
  readonly #steps: UnitStep[] = []
  #ledger: UnitLedger
  #outer: UnitOfWork | null = null
  #ended = false
  #isSealed = false

  constructor(scope: UnitScope, { receipt = null, firing = null }: UnitClaim = {}) {
    this.scope = scope
    this.#receipt = receipt
    this.#firing = firing
    this.#ledger = new UnitLedger(scope.readOnly !== true)
  }

  /** Whether there is nothing to commit. */
  get isEmpty(): boolean {
    return this.#ledger.isEmpty && !this.#receipt && !this.#firing
  }

  /** Whether the unit has handed over what it commits. */
  get isSealed(): boolean {
    return this.#isSealed
  }

  /** Whether a record that the unit has read was seen again in another version: others are at work. */
  get isOvertaken(): boolean {
    return this.#ledger.isOvertaken
  }

  /** The ids of the records that its outcome may tell of: read, staged, or told of by its events. */
  get ids(): ReadonlySet<string> {
    return this.#ledger.ids
  }

  /** Those of them that it has read and does not rely on: they may be erased before it commits. */
  get remembered(): ReadonlySet<string> {
    return this.#ledger.remembered
  }

  /** The record as the unit has staged it, if it has. */
  staged(schema: EntitySchema, id: string): Row | undefined {
    return this.#ledger.staged.get(keyOf(schema, id))?.row
  }

  /** The record as the unit knows it: staged, or as it was read. */
  known(schema: EntitySchema, id: string): Row | undefined {
    return this.#ledger.known(keyOf(schema, id))
  }

  /** Every record of the entity that the unit has staged. */
  allStaged(schema: EntitySchema): readonly Row[] {
    const rows: Row[] = []
    for (const change of this.#ledger.staged.values()) {
      if (change.schema.name === schema.name) rows.push(change.row)
    }
    return rows
  }

  /** Whether the unit removes the record: nothing of it will be stored. */
  isRemoved(schema: EntitySchema, id: string): boolean {
    return this.#ledger.staged.get(keyOf(schema, id))?.isRemoved ?? false
  }

  /** Whether the unit has staged the record as a new one. */
  isNew(schema: EntitySchema, id: string): boolean {
    return this.#ledger.staged.get(keyOf(schema, id))?.expected === null
  }

  /** Stages a record. `before` is the record it changes, as the unit last knew it; null for a new one. */
  stage(schema: EntitySchema, row: Row, before: Row | null): void {
    this.#stage(schema, { row, before, isRemoved: false })
  }

  /** Stages the removal of a record. `row` is what it would have become. */
  remove(schema: EntitySchema, row: Row, before: Row): void {
    this.#stage(schema, { row, before, isRemoved: true })
  }

  /** Gives a record that it has staged other timers than those that it had. */
  setTimers(schema: EntitySchema, id: string, timers: readonly Timer[]): void {
    const key = keyOf(schema, id)
    const earlier = this.#ledger.staged.get(key)
    if (earlier) this.#take({ key, earlier, change: { ...earlier, timers } })
  }

  /** Says that a caller chose the id of a new record: the flush asserts that no record has ever had it. */
  choose(schema: EntitySchema, id: string): void {
    this.#take({ chosen: { schema, id } })
  }

  /** Adds something that happened. */
  record(event: DomainEvent): void {
    this.#assertWritable(`tell ${event.type}`)
    this.#take({ event })
  }

  /** Has something done once the unit has committed: what leaves the system. */
  afterCommit(afterwards: () => void): void {
    this.#assertWritable('have something done afterwards')
    this.#take({ afterwards })
  }

  /** Does what was put off until the unit has committed; what fails keeps nothing else from being done. */
  followUp(failed: (error: unknown) => void): void {
    this.#ledger.followUp(failed)
  }

  /** Adds the event that a record is erased: what was told of the record before loses its content. */
  erase(event: DomainEvent): void {
    this.record(event)
    this.#ledger.erasing.add(event)
  }

  /** Keeps a record as it was read, without relying on it: what a list showed. */
  remember(schema: EntitySchema, row: Row): void {
    this.#ledger.remember(schema, row)
  }

  /** Notes that a record's past was read. */
  recall(id: string): void {
    this.#ledger.recalled.add(id)
  }

  /** Keeps a record as it was read, and relies on it: the flush asserts its version. */
  witness(schema: EntitySchema, row: Row): void {
    this.#ledger.witness(schema, row)
  }

  /** Begins a part for what belongs to the unit and may fail alone; it ends with `join` or `drop`. */
  part(): UnitOfWork {
    return this.#sharing(this.scope)
  }

  /** Gives a view of the unit for those who only read. */
  reader(): UnitOfWork {
    return this.#sharing({ ...this.scope, readOnly: true })
  }

  /** Ends a part; what it did is the outer one's from then on. */
  join(): void {
    this.end()
    if (!this.#outer) return
    for (const step of this.#steps) this.#outer.#steps.push(step)
  }

  /** Ends a part and takes back what it did. What it read stays relied on. */
  drop(): void {
    this.end()
    this.rollback({ steps: 0 })
  }

  /** Remembers where this part of the unit stands. */
  mark(): Savepoint {
    return { steps: this.#steps.length }
  }

  /** Takes back what this part has done since the savepoint. What was read stays relied on. */
  rollback({ steps }: Savepoint): void {
    for (const step of this.#steps.splice(steps).toReversed()) this.#ledger.undo(step)
  }

  /** Ends the unit, whatever has become of it: what comes now comes too late. */
  end(): void {
    this.#ended = true
  }

  /**
   * Ends the unit and hands over what it commits; nothing more can be staged.
   *
   * @throws BusinessError `unit.entangled` when a part was dropped on whose records others had built.
   */
  seal(): Changes {
    this.end()
    const { entangled } = this.#ledger
    if (entangled) throw entangledUnit(entangled.schema.name, entangled.row.id)

    this.#isSealed = true
    return {
      organizationId: this.scope.organizationId,
      ...committedChanges(this.#ledger),
      receipt: this.#receipt,
      firing: this.#firing,
    }
  }

  #sharing(scope: UnitScope): UnitOfWork {
    const unit = new UnitOfWork(scope)
    unit.#ledger = this.#ledger
    unit.#outer = this
    return unit
  }

  get #isOver(): boolean {
    return this.#ended || (this.#outer !== null && this.#outer.#isOver)
  }

  #assertWritable(what: string): void {
    if (this.scope.readOnly) throw readOnlyUnit(what)
    if (this.#isOver) throw endedUnit(what)
  }

  #stage(schema: EntitySchema, { row, before, isRemoved }: Staged): void {
    this.#assertWritable(`write ${schema.name}`)
    const key = keyOf(schema, row.id)
    const earlier = this.#ledger.staged.get(key)
    const { expected, timers } = earlier ?? { expected: before?.version ?? null, timers: null }
    this.#take({ key, earlier, change: { schema, row, expected, isRemoved, timers } })
  }

  #take(step: UnitStep): void {
    this.#ledger.take(step)
    this.#steps.push(step)
  }
}

/** A record as it will be, the record it was, and whether it is to go. */
interface Staged {
  readonly row: Row
  readonly before: Row | null
  readonly isRemoved: boolean
}
