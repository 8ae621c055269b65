/** Modules boot after what they need. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bootLevels, type Dependent } from './boot-levels.ts'

test('modules boot level by level, what others need first', () => {
  const { levels } = bootLevels([
    module('inventory', 'catalog', 'sales'),
    module('sales', 'catalog'),
    module('catalog'),
    module('audit'),
  ])

  expect(levels.map(idsOf)).toEqual([['catalog', 'audit'], ['sales'], ['inventory']])
})

test('modules that need each other are named in the order of their circle', () => {
  const { circle } = bootLevels([module('a', 'b'), module('b', 'c'), module('c', 'b'), module('d')])

  expect(circle).toEqual(['b', 'c'])
})

test('each module boots at the first level at which all that it needs has booted, in the order given', () => {
  fc.assert(
    fc.property(graphs, shuffles, ({ ids, edges }, order) => {
      const downwards = edges.filter(([from, to]) => to < from)
      const modules = shuffled(modulesOf(ids, downwards), order)

      const { levels, circle } = bootLevels(modules)

      const needs = new Map(modules.map(({ id, dependsOn }) => [id, dependsOn]))
      const levelOf = (id: string): number =>
        Math.max(-1, ...(needs.get(id) ?? []).map((needed) => levelOf(needed.id))) + 1
      const highest = Math.max(-1, ...modules.map(({ id }) => levelOf(id)))
      const expected = Array.from({ length: highest + 1 }, (_, level) =>
        idsOf(modules.filter(({ id }) => levelOf(id) === level)),
      )
      expect([levels.map(idsOf), circle]).toEqual([expected, []])
    }),
    { numRuns: 500 },
  )
})

test('a circle is named by its members, each before what it needs, wherever it lies', () => {
  const sizes = fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 6 }))
  fc.assert(
    fc.property(graphs, sizes, shuffles, ({ ids, edges }, [below, size], order) => {
      const planted = ids.slice(below, below + size)
      const isPlanted = (at: number) => at >= below && at < below + planted.length
      // What is below the circle and above it has no circle of its own, and none runs through it.
      const others = edges.filter(([from, to]) => to < from && !(isPlanted(from) && isPlanted(to)))
      const ring = planted.map(
        (_, at) => [below + at, below + ((at + 1) % planted.length)] as const,
      )
      const modules = shuffled(modulesOf(ids, [...others, ...ring]), order)

      const { levels, circle } = bootLevels(modules)

      const start = planted.indexOf(circle[0] ?? '')
      expect(circle).toEqual([...planted.slice(start), ...planted.slice(0, start)])
      const booted = new Set(levels.flat().map(({ id }) => id))
      expect(planted.filter((id) => booted.has(id))).toEqual([])
      expect(ids.slice(0, below).filter((id) => !booted.has(id))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('of any modules, either all boot or a circle is named that there is', () => {
  let circles = 0
  fc.assert(
    fc.property(graphs, shuffles, ({ ids, edges }, order) => {
      const modules = shuffled(modulesOf(ids, edges), order)

      const { levels, circle } = bootLevels(modules)

      const needs = new Map(modules.map(({ id, dependsOn }) => [id, dependsOn]))
      if (circle.length > 0) circles += 1
      expect(levels.flat().length === modules.length).toBe(circle.length === 0)
      expect(new Set(circle).size).toBe(circle.length)
      for (const [at, id] of circle.entries()) {
        const next = circle[(at + 1) % circle.length]
        expect(needs.get(id)?.map((needed) => needed.id)).toContain(next)
      }
    }),
    { numRuns: 500 },
  )

  expect(circles).toBeGreaterThan(100)
})

/** Up to twelve modules under names in no order, and what needs what, by their places. */
const graphs = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 7, maxLength: 12 })
  .chain((ids) => {
    const places = fc.nat(ids.length - 1)
    return fc.record({
      ids: fc.constant(ids),
      edges: fc.array(fc.tuple(places, places), { maxLength: 24 }),
    })
  })
const shuffles = fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 })

function modulesOf(
  ids: readonly string[],
  edges: readonly (readonly [from: number, to: number])[],
): readonly Dependent[] {
  return ids.map((id, at) =>
    module(id, ...edges.flatMap(([from, to]) => (from === at ? [ids[to] ?? ''] : []))),
  )
}

function shuffled<Item>(items: readonly Item[], order: readonly number[]): readonly Item[] {
  const keyed = items.map((item, at) => [order[at] ?? 0, item] as const)
  return keyed.toSorted(([one], [other]) => one - other).map(([, item]) => item)
}

function module(id: string, ...needs: readonly string[]): Dependent {
  return { id, dependsOn: needs.map((needed) => ({ id: needed })) }
}

function idsOf(modules: readonly Dependent[]): readonly string[] {
  return modules.map(({ id }) => id)
}
