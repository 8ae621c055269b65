/** What is compiled for an organization is kept while its overlays count, and no longer. */
import { expect, test } from 'vitest'
import { conditionOf } from '../check/check-rule.ts'
import { OverlayBook } from './overlay-book.ts'

const condition = conditionOf({ field: 'total', op: 'lt', value: 3 })
const spring = {
  id: 'ovl_1',
  organizationId: 'org_1',
  rule: 'sales.small',
  expr: condition.expr,
  condition,
  author: 'act_1',
  validFrom: 100,
  validUntil: 200,
}

test('the list of those in force is the same while they count, and forgotten when the last one ends', () => {
  const book = new OverlayBook()
  book.add(spring)

  const [first, second] = [book.inForce('org_1', 100), book.inForce('org_1', 199)]
  const kept = book.askedOf(first)
  const over = book.inForce('org_1', 200)

  expect(first).toEqual([spring])
  expect(second).toBe(first)
  expect(kept).not.toBeNull()
  expect(over).toEqual([])
  expect(book.askedOf(first)).toBeNull()
})

test('no organization has the overlays of another', () => {
  const book = new OverlayBook()
  book.add(spring)
  book.add({ ...spring, organizationId: 'org_2' })

  book.remove('org_1', 'ovl_1')

  expect(book.inForce('org_1', 150)).toEqual([])
  expect(book.inForce('org_2', 150)).toMatchObject([{ organizationId: 'org_2' }])
})
