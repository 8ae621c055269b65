/** What every full-text search must do. */
import type { SearchAdapter, SearchPlace, SearchQuery } from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { newName } from '../../new-name.ts'

/** Runs the suite. Each test has an organization of its own. */
export function describeSearch(open: () => Promise<SearchAdapter>): void {
  describe('as every search', () => {
    test('a document is found by its words, whatever their case, the last one unfinished', async () => {
      const { find } = await shelf(open)

      expect(await find({ text: 'RED bicycle' })).toEqual(['b1'])
      expect(await find({ text: 'red bic' })).toEqual(['b1'])
      expect(await find({ text: 'bic red' })).toEqual([])
      expect(await find({ text: 'äpfel' })).toEqual(['c1'])
      expect(await find({ text: 'train' })).toEqual([])
    })

    test('without a text all documents are found', async () => {
      const { find } = await shelf(open)

      expect((await find({})).toSorted()).toEqual(['a1', 'a2', 'b1', 'c1'])
    })

    test('a filter asks for a value, for one of several, or for one in a list', async () => {
      const { find } = await shelf(open)
      const sort = { field: 'price', direction: 'asc' } as const

      expect(await find({ filter: { kind: 'car' }, sort })).toEqual(['a2', 'a1'])
      expect(await find({ filter: { kind: ['bicycle', 'fruit'] }, sort })).toEqual(['c1', 'b1'])
      expect(await find({ filter: { tags: 'new' }, sort })).toEqual(['a2', 'b1'])
      expect(await find({ filter: { kind: 'car', tags: 'new' } })).toEqual(['a2'])
      expect(await find({ text: 'red', filter: { kind: 'car' } })).toEqual(['a1'])
    })

    test('what is sorted and paged adds up to all of it', async () => {
      const { search, place } = await shelf(open)
      const sort = { field: 'price', direction: 'desc' } as const

      const first = await search.search({ ...place, sort, limit: 3 })
      const second = await search.search({ ...place, sort, limit: 3, offset: 3 })

      expect(first.hits.map(({ id }) => id)).toEqual(['a1', 'b1', 'a2'])
      expect(second.hits.map(({ id }) => id)).toEqual(['c1'])
      expect([first.total, second.total]).toEqual([4, 4])
    })

    test('a hit brings its fields', async () => {
      const { search, place } = await shelf(open)

      const { hits } = await search.search({ ...place, text: 'bicycle' })

      expect(hits[0]?.fields).toMatchObject({ title: 'A red bicycle', price: 300, tags: ['new'] })
    })

    test('a document that is written again takes the place of the first', async () => {
      const { search, place, find } = await shelf(open)

      await search.index(place, [{ id: 'b1', fields: { title: 'A blue boat' } }])

      expect(await find({ text: 'bicycle' })).toEqual([])
      expect(await find({ text: 'boat' })).toEqual(['b1'])
      expect((await search.search(place)).total).toBe(4)
    })

    test('what was taken out is not found, and may be taken out again', async () => {
      const { search, place, find } = await shelf(open)

      await search.remove(place, ['b1', 'a1'])
      await search.remove(place, ['b1'])

      expect((await find({})).toSorted()).toEqual(['a2', 'c1'])
      await search.clear(place)
      expect(await find({})).toEqual([])
    })

    test('neither another organization nor another collection finds anything of it', async () => {
      const { search, place } = await shelf(open)
      const elsewhere = { ...place, organizationId: newName('org') }
      const otherwise = { ...place, collection: 'sales.others' }

      await search.clear(elsewhere)
      await search.remove(otherwise, ['a1'])

      expect(await search.search(elsewhere)).toEqual({ hits: [], total: 0 })
      expect(await search.search(otherwise)).toEqual({ hits: [], total: 0 })
      expect((await search.search(place)).total).toBe(4)
    })
  })
}

async function shelf(open: () => Promise<SearchAdapter>) {
  const search = await open()
  const place: SearchPlace = { organizationId: newName('org'), collection: 'sales.things' }
  await search.index(place, [
    { id: 'a1', fields: { title: 'A red car', kind: 'car', price: 900, tags: ['old'] } },
    { id: 'a2', fields: { title: 'A blue car', kind: 'car', price: 200, tags: ['new', 'small'] } },
    { id: 'b1', fields: { title: 'A red bicycle', kind: 'bicycle', price: 300, tags: ['new'] } },
    { id: 'c1', fields: { title: 'Äpfel', kind: 'fruit', price: 1, tags: [] } },
  ])
  const find = async (query: Omit<SearchQuery, keyof SearchPlace>) => {
    const { hits } = await search.search({ ...place, ...query })
    return hits.map(({ id }) => id)
  }
  return { search, place, find }
}
