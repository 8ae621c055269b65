/** Lists: filters, order, pages and counts. */
import type { Filter, QueryOptions, Row, SortSpec } from '@plinth/core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../repository/repository-ground.ts'
import { type Desk, type Office, officeOn, present, unusedNumber, usd } from './shop.ts'

/** Adds the tests. */
export function describeLists(database: () => RepositoryGround): void {
  describe('lists', () => {
    let office: Office
    beforeAll(async () => {
      office = officeOn(database())
      await office.change(({ orders }) => orders.saveBatch(stock))
    })

    describeOrder(() => office)
    describePages(() => office)
    describeFilters(() => office)
    describeImpossible(() => office)
    describeCounts(() => office)
    describeUnflushed(() => office)
  })
}

const day = 86_400_000

// In the order of their ids: each note names its record.
const stock = [
  { note: 'a', rank: 2, placedAt: present, total: usd(500), status: 'draft' },
  { note: 'b', rank: null, placedAt: present - day, total: usd(900), status: 'placed' },
  { note: 'c', rank: 1, placedAt: null, total: { amount: 700, currency: 'EUR' }, status: 'paid' },
  { note: 'd', rank: 1, placedAt: present, total: null, status: 'draft' },
  { note: 'e', rank: null, placedAt: null, total: usd(100), status: 'placed' },
  { note: 'f', rank: 1, placedAt: present - day, total: usd(500), status: 'paid' },
  { note: 'Z', rank: 3, placedAt: present + 3 * day, total: usd(-5), status: 'draft' },
].map((order) => ({ ...order, number: `no ${order.note} ${unusedNumber()}` }))

type Sort = readonly SortSpec[]

const ordered: readonly [Sort, string][] = [
  [[], 'abcdefZ'],
  [[{ field: 'id', direction: 'desc' }], 'Zfedcba'],
  [[{ field: 'note' }], 'Zabcdef'],
  [[{ field: 'note', direction: 'desc' }], 'fedcbaZ'],
  [[{ field: 'rank' }], 'becdfaZ'],
  [[{ field: 'rank', direction: 'desc' }], 'Zafdceb'],
  [[{ field: 'placedAt' }], 'cebfadZ'],
  [[{ field: 'placedAt', direction: 'desc' }], 'Zdafbec'],
  [[{ field: 'rank' }, { field: 'placedAt', direction: 'desc' }], 'bedfcaZ'],
  [[{ field: 'rank', direction: 'desc' }, { field: 'placedAt' }], 'Zacfdeb'],
  [[{ field: 'total' }], 'dZeafcb'],
  [[{ field: 'status' }, { field: 'rank', direction: 'desc' }], 'Zadfceb'],
  [[{ field: 'version' }, { field: 'id', direction: 'desc' }], 'Zfedcba'],
]

function describeOrder(office: () => Office): void {
  test.each(ordered)(
    'sorted by %j the records come as %s, null before all else',
    async (sort, notes) => {
      expect(await notesOf(office(), { sort })).toBe(notes)
    },
  )
}

function describePages(office: () => Office): void {
  test.each(ordered)(
    'pages by cursor, sorted by %j, are cuts of the list %s',
    async (sort, notes) => {
      for (const limit of [1, 2, 3]) {
        const pages = await pagesOf(office(), { sort, limit })

        expect(pages.join('')).toBe(notes)
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true)
      }
    },
  )

  test('pages by number are cuts of the list, and the last one says so', async () => {
    const { orders } = await office().read(async (desk) => desk)

    const first = await orders.findMany({}, { limit: 4, page: 1 })
    const second = await orders.findMany({}, { limit: 4, page: 2 })
    const third = await orders.findMany({}, { limit: 4, page: 3 })

    expect([first, second, third].map(({ data }) => join(data))).toEqual(['abcd', 'efZ', ''])
    expect([first, second, third].map(({ hasNext }) => hasNext)).toEqual([true, false, false])
    expect(second.nextCursor).toBeNull()
  })

  test('a cursor keeps its place when records before it are added', async () => {
    const sort = [{ field: 'createdAt' }, { field: 'note' }] as const
    const own = await office().read(({ orders }) => orders.findMany({}, { sort, limit: 3 }))

    const { nextCursor } = own
    const rest = await office().prepare(async ({ orders }) => {
      await orders.save({ number: unusedNumber(), note: 'A' })
      const { data } = await orders.findMany({}, { sort, limit: 10, after: nextCursor ?? '' })
      expect(join(data)).toBe('cdef')
    })
    expect(rest.isEmpty).toBe(false)
  })

  test.each([0, 0.5, 1e15, -1])(
    'page %d is refused with the pages that there are',
    async (page) => {
      const attempt = office().read(({ orders }) => orders.findMany({}, { page }))

      const message = `page ${page} must be a whole number from 1 to 18014398509481`
      await expect(attempt).rejects.toMatchObject({
        failures: [expect.objectContaining({ path: 'page', message })],
      })
    },
  )

  test('a cursor whose values are not of their fields is refused, not run', async () => {
    const sort = [{ field: 'placedAt' }] as const
    const forged = [
      '["placedAt,id","x","y"]',
      '["placedAt,id",1e300,"y"]',
      '["placedAt,id",true,7]',
    ]

    for (const text of forged) {
      const after = Buffer.from(text).toString('hex')
      const attempt = office().read(({ orders }) => orders.findMany({}, { sort, after }))

      await expect(attempt).rejects.toMatchObject({ code: 'validation.failed' })
    }
  })
}

function describeFilters(office: () => Office): void {
  test.each([
    [{ status: 'placed' }, 'be'],
    [{ status: { in: ['draft', 'paid'] } }, 'acdfZ'],
    [{ rank: null }, 'be'],
    [{ rank: { neq: 1 } }, 'abeZ'],
    [{ rank: { nin: [1, null] } }, 'aZ'],
    [{ rank: { gte: 2 } }, 'aZ'],
    [{ not: { rank: { gte: 2 } } }, 'bcdef'],
    [{ total: { gt: usd(400) } }, 'abf'],
    [{ total: { eq: { amount: 700, currency: 'EUR' } } }, 'c'],
    [{ total: { exists: false } }, 'd'],
    [{ placedAt: { gte: present } }, 'adZ'],
    [{ placedAt: { withinDays: 1 } }, 'abdf'],
    [{ placedAt: { withinDays: -5 } }, 'adZ'],
    [{ note: { contains: 'Z' } }, 'Z'],
    [{ note: { matches: '[a-c]' } }, 'abc'],
    [{ or: [{ note: 'a' }, { rank: 1, status: 'paid' }] }, 'acf'],
    [{ and: [] }, 'abcdefZ'],
    [{ or: [] }, ''],
    [{ note: "a' or '1'='1" }, ''],
  ])('the filter %j finds %s', async (filter, notes) => {
    const { orders } = await office().read(async (desk) => desk)

    expect(join(await orders.findAll(filter))).toBe(notes)
    expect(await orders.count(filter)).toBe(notes.length)
    expect((await orders.findOne(filter))?.['note']).toBe(notes[0])
  })
}

const impossible: readonly Filter<Row>[] = [
  { note: 'a\0b' },
  { note: 'half \ud800' },
  { note: { in: ['\0'] } },
  { note: { contains: '\0' } },
  { note: { gt: '\u{10ffff}'.repeat(200) } },
  { number: 'x'.repeat(1_000) },
  { id: '\0' },
  { rank: 0.5 },
  { rank: 1e300 },
  { rank: { gt: Number.MAX_SAFE_INTEGER } },
  { placedAt: 8.64e15 },
  { placedAt: { gt: Number.MAX_SAFE_INTEGER } },
  { placedAt: { withinDays: -1e12 } },
  { version: 1e15 },
  { version: { gt: 1e15 } },
  { total: usd(Number.MIN_SAFE_INTEGER) },
]

function describeImpossible(office: () => Office): void {
  test.each(impossible)(
    'the filter %j, which no record meets, finds none or is refused',
    async (filter) => {
      const { orders } = await office().read(async (desk) => desk)

      const outcome = await orders.findAll(filter).catch((error: unknown) => error)

      const refusal = expect.objectContaining({ code: 'rule.invalid' })
      expect([[], refusal]).toContainEqual(outcome)
    },
  )
}

function describeCounts(office: () => Office): void {
  test('the total is counted when it is asked for', async () => {
    const { orders } = await office().read(async (desk) => desk)
    const filter = { status: { in: ['draft', 'paid'] } }

    const none = await orders.findMany(filter, { limit: 2 })
    const exact = await orders.findMany(filter, { limit: 2, total: 'exact' })
    const capped = await orders.findMany(filter, { limit: 2, total: 'capped' })

    expect([none.total, exact.total, capped.total]).toEqual([null, 5, 5])
    expect(await orders.count()).toBe(7)
  })

  test('a capped total stops at 1,001', async () => {
    const { specimens } = await office().change(async (desk) => {
      await desk.specimens.saveBatch(Array.from({ length: 1_010 }, (_, whole) => ({ whole })))
      return desk
    })

    const capped = await specimens.findMany({}, { limit: 1, total: 'capped' })
    const exact = await specimens.findMany({}, { limit: 1, total: 'exact' })

    expect([capped.total, exact.total]).toEqual([1_001, 1_010])
  })
}

function describeUnflushed(office: () => Office): void {
  test('a unit lists and counts what it has staged as if it were stored', async () => {
    const sort = [{ field: 'rank' }] as const
    await office().prepare(async ({ orders }) => {
      const [a, b] = await orders.findAll({ note: { in: ['a', 'b'] } })
      await orders.save({ ...a, rank: null })
      await orders.delete(b?.id ?? '')
      await orders.save({ number: unusedNumber(), note: 'n', rank: 2 })

      expect(join((await orders.findMany({}, { sort })).data)).toBe('aecdfnZ')
      expect(join((await orders.findMany({}, { sort, limit: 2, page: 2 })).data)).toBe('cd')
      expect(await orders.count({ rank: null })).toBe(2)
      expect((await orders.findMany({}, { total: 'exact' })).total).toBe(7)
    })
  })
}

async function notesOf(office: Office, options: QueryOptions): Promise<string> {
  const { data } = await office.read(({ orders }) => orders.findMany({}, options))
  return join(data)
}

async function pagesOf(office: Office, options: QueryOptions): Promise<readonly string[]> {
  const pages: string[] = []
  const { orders }: Desk = await office.read(async (desk) => desk)
  let after: string | null = null
  do {
    const page = await orders.findMany({}, after === null ? options : { ...options, after })
    pages.push(join(page.data))
    after = page.nextCursor
  } while (after !== null)
  return pages
}

function join(rows: readonly Row[]): string {
  return rows.map(({ note }) => note).join('')
}
