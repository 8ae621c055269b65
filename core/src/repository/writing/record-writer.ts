/** Writes the records of one entity into one unit of work: each step checked, versioned, hooked and told. */
import { ValidationError, type ValidationFailure } from '../../errors/index.ts'
import type { Row } from '../flush/changes.ts'
import { duplicate, idUsed, stale } from '../flush/conflict.ts'
import { lastTold, type PastGround, recordInVersion } from '../past/look-back.ts'
import { mergedChange } from '../past/merged-change.ts'
import { completed } from '../reading/computed.ts'
import { missing } from '../record/missing.ts'
import { changed, created, deleted, erased, reentered, restored } from '../record/record.ts'
import { transact } from '../unit/transaction.ts'
import { type Change, checkedId, completeValues, isChange, type Values } from './incoming.ts'
import { askStore, type SaveGround, saveStep, stageStep, tellStep } from './stage-step.ts'
import { asksStore, storedFailures } from './stored-failures.ts'

/** What a save may do that a caller may not. */
export interface SaveGrant {
  /** Lets fields change that a machine drives: for the machine itself, and for imports of history. */
  readonly driven: boolean
  /** Whether the record enters its state, though it may be the one that it was in. Default false. */
  readonly enters?: boolean
}

/** Where a writer writes, and where it looks before it does. */
export interface WriterParts extends SaveGround {
  readonly past: PastGround
}

/** How a record is taken in. */
interface Intake extends SaveGrant {
  /** What the store has against it. */
  readonly stored: readonly ValidationFailure[]
}

/** Writes into the unit; the database's flush stores it. */
export class RecordWriter {
  readonly #parts: WriterParts

  constructor(parts: WriterParts) {
    this.#parts = parts
  }

  async save(record: Values, grant: SaveGrant): Promise<Row> {
    const [stored = []] = await this.#askStore([record])
    return this.#write(record, { ...grant, stored })
  }

  /** Saves records in their order; when one is refused, those before it are dropped. */
  async saveAll(records: readonly Values[], grant: SaveGrant): Promise<readonly Row[]> {
    const { reader, unit } = this.#parts
    await reader.rows(records.flatMap((record) => (isChange(record) ? [record.id] : [])))
    const stored = await this.#askStore(records)
    return transact(unit, async () => {
      const saved: Row[] = []
      for (const [at, record] of records.entries()) {
        saved.push(await this.#write(record, { ...grant, stored: stored[at] ?? [] }))
      }
      return saved
    })
  }

  /** @throws NotFoundError when it is missing, or deleted already. */
  async delete(id: string): Promise<void> {
    const before = await this.#active(id)
    await this.#beforeDelete(before)
    stageStep(this.#parts, deleted(before, this.#now()), { before })
  }

  /** @throws NotFoundError when there is neither the record nor anything told of it. */
  async erase(id: string): Promise<void> {
    const before = await this.#present(id)
    const now = this.#now()
    if (!before) {
      const version = await this.#versionBehind(id)
      return tellStep(this.#parts, { id, version }, { happened: 'erased', at: now })
    }
    if (before.deletedAt === null) await this.#beforeDelete(before)
    stageStep(this.#parts, erased(before, now), { before })
  }

  /**
   * The store is asked about the record as about a new one: what it holds may be taken by now, and what
   * it refers to gone.
   *
   * @throws NotFoundError when the record is missing, or was removed.
   * @throws ValidationError when the store has something against it.
   */
  async restore(id: string): Promise<Row> {
    const { schema } = this.#parts
    const before = await this.#present(id)
    if (!before) throw missing(schema, id)
    if (before.deletedAt === null) return completed(schema, before)
    const failures = await askStore(this.#parts, { given: before, before: null })
    if (failures.length > 0) throw new ValidationError(schema.name, failures)
    return saveStep(this.#parts, restored(before, this.#now()), { before })
  }

  #write(record: Values, intake: Intake): Promise<Row> {
    return isChange(record) ? this.#change(record, intake) : this.#create(record, intake)
  }

  async #create(record: Values, { driven, stored }: Intake): Promise<Row> {
    const { schema, unit, tools } = this.#parts
    const { id: chosen, ...given } = record
    const { scope } = unit
    const now = this.#now()
    const values = completeValues(schema, given, { before: null, driven, stored, now, scope })
    const id = chosen === undefined ? tools.ids.generateFor(schema.idPrefix) : this.#unused(chosen)
    const { organizationId } = scope
    const birth = { id, organizationId, now, timestamps: schema.timestamps }
    const row = await saveStep(this.#parts, created(values, birth), { before: null })
    if (chosen !== undefined) unit.choose(schema, id)
    return row
  }

  async #change(record: Change, { driven, enters = false, stored }: Intake): Promise<Row> {
    const { schema, unit } = this.#parts
    const before = await this.#active(record.id)
    const given = before.version === record.version ? record : await this.#caughtUp(record, before)
    const now = this.#now()
    const { scope } = unit
    const values = completeValues(schema, given, { before, driven, stored, now, scope })
    const step = changed(before, values, now) ?? (enters ? reentered(before, now) : null)
    return step ? saveStep(this.#parts, step, { before, enters }) : completed(schema, before)
  }

  /** Takes an id that comes with a new record, unless the unit knows a record that has or had it. */
  #unused(given: unknown): string {
    const { schema, unit } = this.#parts
    const id = checkedId(schema, given)
    if (unit.isRemoved(schema, id)) throw idUsed(schema, id)
    if (unit.staged(schema, id)) throw duplicate(schema, ['id'])
    return id
  }

  /** Merges a change of an outdated version into the record, where the entity allows that. */
  async #caughtUp(record: Change, before: Row): Promise<Values> {
    const { schema, past } = this.#parts
    const { id, version } = record
    if (schema.versioned) throw stale(schema, id, { expected: version, actual: before.version })

    const base = await recordInVersion(past, id, version)
    return base ? mergedChange(record, { base, before }) : record
  }

  /** What the store has against the records, for each of them. */
  async #askStore(records: readonly Values[]): Promise<readonly (readonly ValidationFailure[])[]> {
    const { schema, reader, neighbour } = this.#parts
    if (!asksStore(schema)) return []

    const ids = records.flatMap((record) => (isChange(record) ? [record.id] : []))
    const byId = new Map((await reader.rows(ids)).map((row) => [row.id, row]))
    const candidates = records.map((given) => ({
      given,
      before: isChange(given) ? (byId.get(given.id) ?? null) : null,
    }))
    return storedFailures({ schema, own: reader, neighbour }, candidates)
  }

  /** The record, unless it is deleted. @throws NotFoundError */
  async #active(id: string): Promise<Row> {
    const [row] = await this.#parts.reader.rows([id])
    if (row && row.deletedAt === null) return row
    throw missing(this.#parts.schema, id)
  }

  /** The record, deleted or not; null when it is nowhere any more. */
  async #present(id: string): Promise<Row | null> {
    const { schema, unit, reader } = this.#parts
    const [row] = await reader.rows([id])
    return row && !unit.isRemoved(schema, id) ? row : null
  }

  /** The version behind the last of a record that is gone. @throws NotFoundError when nothing tells of it */
  async #versionBehind(id: string): Promise<number> {
    const { schema, unit, past } = this.#parts
    const version = unit.staged(schema, id)?.version ?? (await lastTold(past, id))
    if (version === null) throw missing(schema, id)
    return version + 1
  }

  async #beforeDelete(before: Row): Promise<void> {
    const { schema, tools } = this.#parts
    if (!schema.hooks) return
    await tools.hooks?.beforeDelete(schema, completed(schema, before))
  }

  #now(): number {
    return this.#parts.tools.clock.now()
  }
}
