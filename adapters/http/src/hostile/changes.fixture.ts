/** Changes that mean no good, made to an order that is there. */
import { type Attack, orders } from './attack.fixture.ts'

const bad = { status: 400, code: 'validation.failed' }

/** The attacks. */
export const hostileChanges: readonly Attack[] = [
  {
    name: 'PATCH of a state',
    method: 'PATCH',
    asking: { body: { status: 'placed' } },
    ...bad,
    names: '/status',
  },
  {
    name: 'PATCH of an organization',
    method: 'PATCH',
    asking: { body: { organizationId: 'org_south' } },
    ...bad,
    names: '/organizationId',
  },
  {
    name: 'PATCH of a version',
    method: 'PATCH',
    asking: { body: { version: 9 } },
    ...bad,
    names: '/version',
  },
  { name: 'PATCH of an id', method: 'PATCH', asking: { body: { id: 'x' } }, ...bad, names: '/id' },
  {
    name: 'PATCH of an unknown field',
    method: 'PATCH',
    asking: { body: { totl: 1 } },
    ...bad,
    names: '/totl',
  },
  {
    name: 'PATCH of part of money, wrongly',
    method: 'PATCH',
    asking: { body: { total: { amount: 'x' } } },
    ...bad,
    names: '/total',
  },
  {
    name: 'PATCH that takes a needed value away',
    method: 'PATCH',
    asking: { body: { number: null } },
    ...bad,
    names: '/number',
  },
  {
    name: 'PATCH of what objects inherit',
    method: 'PATCH',
    asking: { body: { toString: {}, hasOwnProperty: {} } },
    ...bad,
    names: '/toString',
  },
  { name: 'PATCH without a body', method: 'PATCH', status: 400, code: 'http.body-missing' },
  {
    name: 'a condition that is none',
    method: 'PATCH',
    asking: { body: { lines: 2 }, headers: { 'if-match': 'one' } },
    status: 400,
    code: 'http.precondition-malformed',
    names: 'If-Match',
  },
  {
    name: 'a version that cannot be',
    method: 'DELETE',
    asking: { headers: { 'if-match': '"999999999999999"' } },
    status: 412,
    code: 'entity.stale',
  },
  {
    name: 'an event with a list',
    method: 'POST',
    path: `${orders}/:id/transitions/place`,
    asking: { text: '[1]' },
    status: 400,
    code: 'http.body-shape',
  },
  {
    name: 'an unknown event',
    method: 'POST',
    path: `${orders}/:id/transitions/__proto__`,
    status: 404,
    code: 'http.route-unknown',
  },
]
