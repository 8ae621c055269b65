/** How the records that rows refer to are found. */
import { createSystem, memoryDatabase } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { shop } from '../../../fixture/shop.ts'
import { planRows } from '../plan/plan-rows.ts'
import { readRow } from './read-row.ts'
import { createReferences } from './references.ts'

const { modules, permissions } = shop
const { entities } = createSystem({ modules, permissions, database: memoryDatabase() })

test('each value is asked for once, many in one question', async () => {
  const { references, asked } = recording(() => true)

  await references.resolve(to(Array.from({ length: 1_200 }, (_, index) => `C${index % 700}`)))
  await references.resolve(to(['C0', 'C699', 'C700']))

  expect(asked.map((values) => values.length)).toEqual([500, 200, 1])
})

test('a value that nobody has is asked for again: the next rows may bring it', async () => {
  let isThere = false
  const { references } = recording(() => isThere)
  const [reference] = to(['ALFKI'])

  const before = await references.resolve([reference!])
  isThere = true
  const after = await references.resolve([reference!])

  expect(before(reference!)).toBeUndefined()
  expect(after(reference!)).toBe('cus_ALFKI')
})

test('what is remembered has a bound, and what is asked for together is found all the same', async () => {
  const { references, asked } = recording(() => true)
  const many = to(Array.from({ length: 30_000 }, (_, index) => `C${index}`))

  const idOf = await references.resolve(many)
  asked.length = 0
  await references.resolve(to(['C29999', 'C0']))

  expect(many.every((reference) => idOf(reference) === `cus_${reference.known}`)).toBe(true)
  expect(asked).toEqual([['C0']])
})

function recording(isThere: () => boolean) {
  const asked: (readonly (string | number)[])[] = []
  const references = createReferences(async (_target, values) => {
    asked.push(values)
    return new Map(isThere() ? values.map((value) => [value, `cus_${value}`]) : [])
  })
  return { references, asked }
}

function to(codes: readonly string[]) {
  const schema = entities.find(({ name }) => name === 'Order')!
  const header = ['number', 'customerId']
  const planned = planRows({ schema, entities, header, map: null })
  if (!planned.ok) throw new Error(planned.mistakes.join('\n'))

  const { plan } = planned
  return codes.flatMap((code, line) => readRow(plan, { line, cells: ['1', code] }).references)
}
