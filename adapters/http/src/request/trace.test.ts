/** Requests join the trace that their caller names (W3C Trace Context). */
import { expect, test } from 'vitest'
import { spanIdOf, traceIdOf, traceParent } from './trace.ts'

const caller = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

test('a request joins the trace that its caller names, with a span of its own', () => {
  const parent = traceParent(caller)

  expect(traceIdOf(parent)).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
  expect(spanIdOf(parent)).toMatch(/^[\da-f]{16}$/)
  expect(spanIdOf(parent)).not.toBe('00f067aa0ba902b7')
})

test.each([
  undefined,
  '',
  'nonsense',
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
  `${caller}-more`,
])('%j names no trace, so there is a new one', (header) => {
  expect(traceParent(header)).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/)
  expect(traceIdOf(traceParent(header))).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736')
})

test('no two requests have the same ids', () => {
  const parents = Array.from({ length: 2_000 }, () => traceParent(undefined))

  expect(new Set(parents.map(traceIdOf)).size).toBe(2_000)
  expect(new Set(parents.map(spanIdOf)).size).toBe(2_000)
})
