/** What the parts of one unit of work share: records as read and as they will be, and what happened. */
import type { EntitySchema } from '../../entity/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import type { ChosenId, Row, RowChange } from '../flush/changes.ts'

/** One thing that a part has done: a record staged over what was staged earlier, an event, what is to follow, or an id that was chosen. */
export type UnitStep =
  | StagedStep
  | { readonly event: DomainEvent }
  | { readonly afterwards: () => void }
  | { readonly chosen: ChosenId }

/** A record staged over what was staged earlier. */
interface StagedStep {
  readonly key: string
  readonly earlier: RowChange | undefined
  readonly change: RowChange
}

/** A record as it was read. */
export interface ReadRow {
  readonly schema: EntitySchema
  readonly row: Row
  /** Whether the outcome relies on it. */
  readonly relied: boolean
}

/** Names a record inside a unit. */
export function keyOf(schema: EntitySchema, id: string): string {
  return `${schema.name}/${id}`
}

/** The common memory of the parts. */
export class UnitLedger {
  readonly staged: Map<string, RowChange> = new Map()
  readonly read: Map<string, ReadRow> = new Map()
  readonly events: Set<DomainEvent> = new Set()
  readonly afterwards: Set<() => void> = new Set()
  readonly chosen: Set<ChosenId> = new Set()
  /** The ids of the records whose past was read. */
  readonly recalled: Set<string> = new Set()
  /** Those among the events that tell of an erasure. */
  readonly erasing: Set<DomainEvent> = new Set()
  readonly #keepsReads: boolean
  #isOvertaken = false
  #entangled: RowChange | null = null

  /** Without a flush to come there is nothing to assert, and reads need not be kept. */
  constructor(keepsReads: boolean) {
    this.#keepsReads = keepsReads
  }

  get isEmpty(): boolean {
    return this.staged.size === 0 && this.events.size === 0
  }

  /** Whether a record was seen in two versions. */
  get isOvertaken(): boolean {
    return this.#isOvertaken
  }

  /** What could not be taken back, because another part had built on it. */
  get entangled(): RowChange | null {
    return this.#entangled
  }

  /** The ids of all that it knows: the records read and staged, and those that its events are about. */
  get ids(): ReadonlySet<string> {
    return new Set([
      ...Array.from(this.staged.values(), ({ row }) => row.id),
      ...Array.from(this.read.values(), ({ row }) => row.id),
      ...Array.from(this.events, ({ aggregateId }) => aggregateId),
      ...this.recalled,
    ])
  }

  /** The ids of the records that it has read and that no flush asserts. */
  get remembered(): ReadonlySet<string> {
    const read = [...this.read].filter(([key, { relied }]) => !relied && !this.staged.has(key))
    return new Set([...read.map(([, { row }]) => row.id), ...this.recalled])
  }

  /** Does what was put off; what fails keeps nothing else from being done. */
  followUp(failed: (error: unknown) => void): void {
    for (const act of this.afterwards) {
      try {
        act()
      } catch (error) {
        failed(error)
      }
    }
  }

  known(key: string): Row | undefined {
    return this.staged.get(key)?.row ?? this.read.get(key)?.row
  }

  take(step: UnitStep): void {
    if ('event' in step) this.events.add(step.event)
    else if ('afterwards' in step) this.afterwards.add(step.afterwards)
    else if ('chosen' in step) this.chosen.add(step.chosen)
    else this.staged.set(step.key, step.change)
  }

  undo(step: UnitStep): void {
    if ('event' in step) {
      this.events.delete(step.event)
      this.erasing.delete(step.event)
    } else if ('afterwards' in step) this.afterwards.delete(step.afterwards)
    else if ('chosen' in step) this.chosen.delete(step.chosen)
    else this.#unstage(step)
  }

  #unstage({ key, earlier, change }: StagedStep): void {
    if (this.staged.get(key) !== change) this.#entangled ??= change
    else if (earlier) this.staged.set(key, earlier)
    else this.staged.delete(key)
  }

  /** Keeps what a list showed: the newest version, unless another one is relied on. */
  remember(schema: EntitySchema, row: Row): void {
    if (!this.#keepsReads) return
    const key = keyOf(schema, row.id)
    const before = this.#noticed(key, row)
    if (!before || (!before.relied && before.row.version < row.version)) {
      this.read.set(key, { schema, row, relied: false })
    }
  }

  /** Keeps what is relied on: the version that was seen first. What is staged is asserted anyway. */
  witness(schema: EntitySchema, row: Row): void {
    const key = keyOf(schema, row.id)
    if (!this.#keepsReads || this.staged.has(key)) return
    if (!this.#noticed(key, row)?.relied) this.read.set(key, { schema, row, relied: true })
  }

  #noticed(key: string, row: Row): ReadRow | undefined {
    const before = this.read.get(key)
    if (before && before.row.version !== row.version) this.#isOvertaken = true
    return before
  }
}
