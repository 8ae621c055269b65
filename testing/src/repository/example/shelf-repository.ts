/** A repository that keeps rows on a shelf, as one would write it: the example of docs/concepts/repository.md. */
import {
  BaseRepository,
  type DomainEvent,
  type EntitySchema,
  type HistoryOptions,
  type Row,
} from '@plinth/core'
import {
  type FindBehind,
  type RepositoryTools,
  type Selection,
  selectRows,
  tallyRows,
  type UnitOfWork,
} from '@plinth/core/runtime'
import type { Shelf } from './shelf.ts'

/** Reads what stands on the shelf. What is written goes into the unit of work, and is none of its business. */
export class ShelfRepository extends BaseRepository {
  readonly #shelf: Shelf

  constructor(
    schema: EntitySchema,
    unit: UnitOfWork,
    options: RepositoryTools & { readonly shelf: Shelf },
  ) {
    super(schema, unit, options)
    this.#shelf = options.shelf
  }

  protected async byIds(ids: readonly string[]): Promise<readonly Row[]> {
    return this.#rows(this.schema).filter(({ id }) => ids.includes(id))
  }

  protected select(selection: Selection): Promise<readonly Row[]> {
    return selectRows(this.#records(), selection)
  }

  protected tally(selection: Selection, cap: number | null): Promise<number> {
    return tallyRows(this.#records(), selection, cap)
  }

  protected async events(
    id: string,
    { after, limit }: Required<HistoryOptions>,
  ): Promise<readonly DomainEvent[]> {
    return this.#shelf.history(this.unit.scope.organizationId, id, { after, limit })
  }

  #records() {
    return { schema: this.schema, rows: this.#rows(this.schema), find: this.#find }
  }

  #rows(schema: EntitySchema): readonly Row[] {
    return this.#shelf.rows(schema, this.unit.scope.organizationId)
  }

  readonly #find: FindBehind = async (schema, key, values) =>
    this.#rows(schema).filter((row) => row.deletedAt === null && values.includes(String(row[key])))
}
