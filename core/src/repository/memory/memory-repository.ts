/** Reads the rows of one organization from a store in memory. */
import type { EntitySchema } from '../../entity/index.ts'
import type { DomainEvent } from '../../event/index.ts'
import { BaseRepository, type RepositoryTools } from '../base-repository.ts'
import type { Row } from '../flush/changes.ts'
import type { HistoryOptions } from '../past/history.ts'
import type { FindBehind } from '../reading/refs/cross-refs.ts'
import { selectRows, type StoredRecords, tallyRows } from '../reading/list/select-rows.ts'
import type { Selection } from '../reading/list/selection.ts'
import type { UnitOfWork } from '../unit/unit-of-work.ts'
import type { MemoryStore } from './memory-store.ts'

/** The repository of one entity in one unit of work. */
export class MemoryRepository extends BaseRepository {
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

  protected select(selection: Selection): Promise<readonly Row[]> {
    return selectRows(this.#records(), selection)
  }

  protected tally(selection: Selection, cap: number | null): Promise<number> {
    return tallyRows(this.#records(), selection, cap)
  }

  protected async events(
    id: string,
    options: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]> {
    return this.#store.log(this.unit.scope.organizationId).history(id, options)
  }

  #records(): StoredRecords {
    return { schema: this.schema, rows: [...this.#rows.values()], find: this.#findBehind }
  }

  readonly #findBehind: FindBehind = async (schema, key, values) => {
    const wanted = new Set<unknown>(values)
    const rows = this.#store.rows(schema, this.unit.scope.organizationId)
    return [...rows.values()].filter((row) => row.deletedAt === null && wanted.has(row[key]))
  }
}
