/** Lines and orders come to exact totals. */
import { usd } from '@plinth/testing'
import { expect, test } from 'vitest'
import { lineTotal, totalOf } from './line-total.ts'

test('a line comes to price times quantity, less the discount', () => {
  const total = lineTotal({ unitPrice: usd(16.8), quantity: 6, discount: 0.05 })

  expect(total).toEqual(usd(95.76))
})

test('half a cent goes to the even neighbour, up or down', () => {
  const down = lineTotal({ unitPrice: usd(0.05), quantity: 1, discount: 0.5 })
  const up = lineTotal({ unitPrice: usd(0.07), quantity: 1, discount: 0.5 })

  expect(down).toEqual(usd(0.02))
  expect(up).toEqual(usd(0.04))
})

test('a discount counts as the decimal that it is written as', () => {
  const total = lineTotal({ unitPrice: usd(100), quantity: 1_000, discount: 0.07 })

  expect(total).toEqual(usd(93_000))
})

test('an order comes to the sum of its lines, each rounded on its own', () => {
  const line = { total: lineTotal({ unitPrice: usd(0.05), quantity: 1, discount: 0.5 }) }

  expect(totalOf([line, line, line])).toEqual(usd(0.06))
})
