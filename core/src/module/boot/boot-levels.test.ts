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

test('without a circle every module boots once, after all that it needs', () => {
  const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 })
  fc.assert(
    fc.property(edges, (pairs) => {
      const needs = (id: number) =>
        pairs.flatMap(([from, to]) => (from === id && to < id ? [to] : []))
      const modules = Array.from({ length: 10 }, (_, id) =>
        module(`m${id}`, ...needs(id).map(nameOf)),
      )

      const { levels, circle } = bootLevels(modules)

      const order = levels.flat()
      expect(circle).toEqual([])
      expect(new Set(idsOf(order)).size).toBe(10)
      for (const [at, { dependsOn }] of order.entries()) {
        const before = new Set(idsOf(order.slice(0, at)))
        expect(dependsOn.every(({ id }) => before.has(id))).toBe(true)
      }
    }),
  )
})

function module(id: string, ...needs: readonly string[]): Dependent {
  return { id, dependsOn: needs.map((needed) => ({ id: needed })) }
}

function nameOf(id: number): string {
  return `m${id}`
}

function idsOf(modules: readonly Dependent[]): readonly string[] {
  return modules.map(({ id }) => id)
}
