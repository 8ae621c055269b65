/** Each code has its status, its title and its explanation. */
import { errorCodes } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { httpErrorCodes } from './http-error.ts'
import { explainCode } from './problem-of.ts'
import { knownKinds } from './statuses.ts'

test('every code has a status, a title that is a sentence without its dot, and an explanation', () => {
  const kinds = knownKinds()
  const codes = [...Object.keys(errorCodes), ...Object.keys(httpErrorCodes)]

  expect([...kinds.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual(
    codes.toSorted((a, b) => a.localeCompare(b)),
  )
  for (const [code, { status, title }] of kinds) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(explainCode(code)).toMatch(/\.$/)
  }
})

test('what may pass by itself says when to try again, and nothing else does', () => {
  const passing = [...knownKinds()].filter(([, { retryAfter }]) => retryAfter !== undefined)
  const unavailable = [...knownKinds()].filter(([, { status }]) => status === 503)

  const rivals = ['idempotency.busy', 'idempotency.taken']
  expect(passing.map(([code]) => code).toSorted()).toEqual(
    [...rivals, ...unavailable.map(([code]) => code)].toSorted(),
  )
})
