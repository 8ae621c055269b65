/** Every declaration has one address, and an address one declaration. */
import { defineEntity, defineModule, field } from '@plinth/core'
import { createSystem, memoryDatabase, type System } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { openShop } from '../shop.fixture.ts'
import { catalogueOf, refusalTitles } from './catalogue.ts'

function systemOf(id: string, plurals: readonly string[]): System {
  const entities = plurals.map((plural, index) =>
    defineEntity({
      name: `Thing${index}`,
      idPrefix: `t${index}_`,
      plural,
      fields: { name: field.string() },
    }),
  )
  const modules = [defineModule({ id, version: '1.0.0', entities })]
  return createSystem({ modules, database: memoryDatabase(), permissions: { permits: () => true } })
}

test('two entities of one address are refused by name', () => {
  expect(() => catalogueOf(systemOf('sales', ['things', 'things']))).toThrow(
    'Thing0 and Thing1 both have the address /api/v1/sales/things',
  )
})

test.each(['or/ders', ':id', 'all*', '', 'Bücher'])('%j is no part of an address', (plural) => {
  expect(() => catalogueOf(systemOf('sales', [plural]))).toThrow(
    `entity Thing0 has the address /api/v1/sales/${plural}`,
  )
})

test('a module called like the address of messages is refused', () => {
  expect(() => catalogueOf(systemOf('commands', ['things']))).toThrow(
    'module "commands" has the address /api/v1/commands/things, which is kept for messages',
  )
})

test('a refused transition is called by its target', async () => {
  const { system } = await openShop()
  const titleOf = refusalTitles(catalogueOf(system))

  expect(titleOf('order', 'place')).toBe('The order cannot be placed')
  expect(titleOf('order', 'nothing')).toBeUndefined()
  await system.stop()
})

test('a computed field answers neither a filter nor an order', () => {
  const Person = defineEntity({
    name: 'Person',
    idPrefix: 'per_',
    fields: {
      first: field.string(),
      greeting: field.computed(field.string(), ({ first }) => `Hello ${String(first)}`),
    },
  })
  const modules = [defineModule({ id: 'people', version: '1.0.0', entities: [Person] })]
  const system = createSystem({
    modules,
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })

  const { list } = catalogueOf(system).resources[0] ?? { list: null }

  expect(list?.fields.has('first')).toBe(true)
  expect(list?.fields.has('greeting')).toBe(false)
  expect(list?.sortable.has('greeting')).toBe(false)
})
