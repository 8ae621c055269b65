/** What events tell of the past: every record can be rebuilt from them, as it is and as it was. */
import type { BaseRepository, Row } from '@plinth/core'
import type { Database } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../repository/repository-ground.ts'
import { seededRandom } from '../seeded-random.ts'
import { type Desk, type Office, officeOn, present, unusedNumber } from './shop.ts'

/** Adds the tests. */
export function describePast(database: () => Database): void {
  describe('the past', () => {
    let office: Office
    beforeEach(() => {
      office = officeOn(database())
    })

    describeRebuilding(() => office)
  })
  describeAsOf(database)
  describeLongPast(database)
}

function describeRebuilding(office: () => Office): void {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'after any commands the events rebuild the same records (seed %i)',
    async (seed) => {
      const life = new Life(seed)

      for (let command = 0; command < 30; command++) {
        await office().change(async (desk) => {
          for (let part = life.upTo(2); part >= 0; part--) await life.step(desk)
        })
      }

      const { rows, rebuilt } = await office().read((desk) => life.compare(desk))
      expect(rebuilt).toStrictEqual(rows)
      expect(life.taken).toEqual(new Set(['create', 'change', 'delete', 'restore', 'erase']))
    },
  )

  test('a record has every version that it ever had', async () => {
    const versions = await office().change(async ({ counters }) => {
      const first = await counters.save({ left: 1 })
      const second = await counters.save({ ...first, left: 2 })
      return [first, second]
    })

    const { counters } = await office().read(async (desk) => desk)
    const [first] = versions
    for (const row of versions) {
      expect(await counters.recordAt(row.id, row.version)).toStrictEqual(row)
    }
    expect(await counters.recordAt(first?.id ?? '', 0)).toBeNull()
  })
}

/** Adds the test of what a repository's events alone can tell. */
export function describeAsOf(database: () => RepositoryGround): void {
  test('a record is shown as it was at a moment', async () => {
    const office = officeOn(database())
    const ada = await office.change(({ customers }) => customers.save({ name: 'Ada' }))

    const { customers } = await office.read(async (desk) => desk)

    expect(await customers.asOf(ada.id, present)).toStrictEqual(ada)
    expect(await customers.asOf(ada.id, present - 1)).toBeNull()
    expect(await officeOnce(office, ada)).toBeNull()
  })
}

/** More than are read at a time. */
const manyChanges = 1_100

/** Adds the test of a past that is read piece by piece. */
export function describeLongPast(database: () => RepositoryGround): void {
  test('a record with a long past is shown in any version, and as it was at last', async () => {
    const office = officeOn(database())
    const last = await office.change(async ({ customers }) => {
      let ada = await customers.save({ name: '1' })
      for (let version = 2; version <= manyChanges; version++) {
        ada = await customers.save({ ...ada, name: String(version) })
      }
      return ada
    })

    const { customers } = await office.read(async (desk) => desk)

    expect(await customers.asOf(last.id, present)).toStrictEqual(last)
    expect(await customers.recordAt(last.id, 700)).toMatchObject({ name: '700', version: 700 })
  })
}

async function officeOnce(office: Office, ada: Row): Promise<Row | null> {
  await office.change(({ customers }) => customers.hardDelete(ada.id))
  return office.read(({ customers }) => customers.asOf(ada.id, present))
}

type Shelf = 'customers' | 'vouchers' | 'counters'

interface Held {
  readonly shelf: Shelf
  readonly id: string
  /** As it was at first: later an outdated version, which only counters take. */
  readonly first: Row
}

/** Takes steps in the lives of records, drawn from a seed. */
class Life {
  readonly taken = new Set<string>()
  readonly #random: { next(): number }
  readonly #held: Held[] = []

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  upTo(most: number): number {
    return Math.floor(this.#random.next() * (most + 1))
  }

  async step(desk: Desk): Promise<void> {
    const held = this.#held[this.upTo(this.#held.length + 1)]
    if (!held) return this.#create(desk)

    const repository = desk[held.shelf]
    const row = await stored(repository, held.id)
    if (!row) return
    if (row.deletedAt !== null) return this.#revive(repository, held.id)
    const draw = this.upTo(9)
    if (draw < 6) return this.#change(repository, held, row)
    await (draw < 8 ? repository.delete(held.id) : repository.hardDelete(held.id))
    this.taken.add(draw < 8 ? 'delete' : 'erase')
  }

  async compare(desk: Desk): Promise<{ rows: unknown[]; rebuilt: unknown[] }> {
    const rows: unknown[] = []
    const rebuilt: unknown[] = []
    for (const { shelf, id } of this.#held) {
      rows.push(await stored(desk[shelf], id))
      rebuilt.push(await desk[shelf].recordAt(id, Number.MAX_SAFE_INTEGER))
    }
    return { rows, rebuilt }
  }

  async #create(desk: Desk): Promise<void> {
    const shelves = ['customers', 'vouchers', 'counters'] as const
    const shelf = shelves[this.upTo(2)] ?? 'customers'
    const first = await desk[shelf].save(this.#values(shelf))
    this.#held.push({ shelf, id: first.id, first })
    this.taken.add('create')
  }

  async #change(repository: BaseRepository, { shelf, first }: Held, row: Row): Promise<void> {
    const base = shelf === 'counters' && this.upTo(1) === 0 ? first : row
    await repository.save({ ...base, ...this.#values(shelf), meta: { turn: this.upTo(9) } })
    this.taken.add('change')
  }

  async #revive(repository: BaseRepository, id: string): Promise<void> {
    await repository.restore(id)
    this.taken.add('restore')
  }

  #values(shelf: Shelf): Readonly<Record<string, unknown>> {
    if (shelf === 'vouchers') return { code: unusedNumber() }
    if (shelf === 'counters') return { left: this.upTo(200), label: `${this.upTo(9)}` }
    const creditLimit = this.upTo(1) === 0 ? null : { amount: this.upTo(99), currency: 'USD' }
    return { name: `${this.upTo(9)}`, creditLimit }
  }
}

async function stored(repository: BaseRepository, id: string): Promise<Row | null> {
  const { data } = await repository.findMany({ id }, { withDeleted: true })
  return data[0] ?? null
}
