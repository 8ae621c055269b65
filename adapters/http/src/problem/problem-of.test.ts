/** Problems tell callers what concerns them, and nothing else. */
import {
  BusinessError,
  ConflictError,
  CoreError,
  IntegrationError,
  NotFoundError,
  ValidationError,
  validationFailure,
} from '@plinth/core'
import { expect, test } from 'vitest'
import { coreErrorOf } from './framework-error.ts'
import { problemText } from './problem.ts'
import { type Circumstances, problemHeaders, problemOf } from './problem-of.ts'

const here: Circumstances = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  path: '/api/v1/sales/orders/ord_1/transitions/place',
  inQuery: false,
  hasPrecondition: false,
  publicUrl: 'https://shop.example',
  refusalTitle: (machine, event) => `${String(machine)} cannot ${String(event)}`,
}

test('a failure names the place in the body as a JSON pointer', () => {
  const failures = [
    validationFailure('lines.0.quantity', 'max', { max: 9 }, (path) => `${path} must be at most 9`),
    validationFailure('a/b~c', 'required', {}, (path) => `${path} is required`),
    validationFailure('', 'type', {}, () => 'the body must be an object'),
  ]

  const { errors } = problemOf(new ValidationError('Order', failures), here)

  expect(errors).toEqual([
    { pointer: '/lines/0/quantity', code: 'max', detail: 'lines.0.quantity must be at most 9' },
    { pointer: '/a~1b~0c', code: 'required', detail: 'a/b~c is required' },
    { pointer: '', code: 'type', detail: 'the body must be an object' },
  ])
})

test('a failure of the query string names the parameter', () => {
  const failures = [validationFailure('ids.3', 'id', {}, (path) => `${path} is no id`)]

  const { errors } = problemOf(new ValidationError('The list', failures), {
    ...here,
    inQuery: true,
  })

  expect(errors).toEqual([{ parameter: 'ids', code: 'id', detail: 'ids.3 is no id' }])
})

test('a refusal stands at the top, and is about the record', () => {
  const facts = {
    machine: 'order',
    id: 'ord_1',
    state: 'draft',
    event: 'place',
    allowed: ['cancel'],
  }
  const error = new BusinessError('state.refused', 'order ord_1 stays "draft"', facts)

  expect(problemOf(error, here)).toEqual({
    type: 'https://shop.example/errors/state-refused',
    title: 'order cannot place',
    status: 409,
    code: 'state.refused',
    detail: 'order ord_1 stays "draft"',
    machine: 'order',
    state: 'draft',
    event: 'place',
    allowed: ['cancel'],
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    instance: '/api/v1/sales/orders/ord_1',
  })
})

test('a stale record is a conflict, and a failed precondition for who named a version', () => {
  const error = new ConflictError('entity.stale', 'Order ord_1 has version 2, not 1')

  expect(problemOf(error, here).status).toBe(409)
  expect(problemOf(error, { ...here, hasPrecondition: true }).status).toBe(412)
})

test.each([
  [new BusinessError('sales.closed', 'closed'), 422],
  [new NotFoundError('sales.no-such-offer', 'no such offer'), 404],
  [new ConflictError('sales.taken', 'taken'), 409],
  [new IntegrationError('payment.failed', 'failed'), 502],
  [new CoreError('sales.strange', 'strange'), 500],
])('a code of a module, in %s, takes the status of its class: %i', (error, status) => {
  expect(problemOf(error, here).status).toBe(status)
})

test('of what is not the caller’s fault, neither message nor facts are told', () => {
  const error = new CoreError('database.unreachable', 'postgres://plinth:hunter2@db-1 is down', {
    host: 'db-1',
  })

  const problem = problemOf(error, here)

  expect(problem).toMatchObject({ status: 503, detail: 'The database does not answer.' })
  expect(JSON.stringify(problem)).not.toMatch(/hunter2|db-1/)
  expect(problemHeaders(error)).toEqual({ 'retry-after': '2' })
})

test('who has sent too much is told for how many whole seconds to wait', () => {
  const limited = new CoreError('rate.limited', 'too often', { retryAfter: 1_200 })

  expect(problemOf(limited, here)).toMatchObject({ status: 429, facts: { retryAfter: 1_200 } })
  expect(problemHeaders(limited)).toEqual({ 'retry-after': '2' })
})

test.each([
  new Error('boom'),
  new TypeError('x is undefined'),
  'a thrown text',
  null,
  Object.assign(new Error('the service said no'), { statusCode: 404, code: 'NO_SUCH_USER' }),
])('whatever else is thrown is an error of the server’s own: %s', (thrown) => {
  expect(problemOf(coreErrorOf(thrown), here)).toMatchObject({ status: 500, code: 'internal' })
})

test('a request that may have taken effect, although it failed, says so', () => {
  const lost = new IntegrationError('database.unreachable', 'broke', { outcome: 'unknown' })
  const refused = new IntegrationError('database.unreachable', 'gone', { outcome: 'nothing' })

  const details = [lost, refused].map((error) => problemOf(error, here).detail)

  expect(details).toEqual([
    'The database does not answer. The request may have been done: read before you repeat it.',
    'The database does not answer.',
  ])
})

test('a problem whose facts are no JSON is told without them', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const problem = problemOf(new BusinessError('sales.odd', 'odd', { circle, big: 1n }), here)

  expect(JSON.parse(problemText(problem))).toMatchObject({ code: 'sales.odd', status: 422 })
})
