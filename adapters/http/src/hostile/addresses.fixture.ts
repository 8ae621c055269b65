/** Addresses and query strings that mean no good. */
import { type Attack, orders } from './attack.fixture.ts'

/** The attacks. */
export const hostileAddresses: readonly Attack[] = [
  {
    name: 'a missing id',
    path: `${orders}/ord_01ARZ3NDEKTSV4RRFFQ69G5FAV`,
    status: 404,
    code: 'entity.not-found',
  },
  { name: 'an id that is none', path: `${orders}/nonsense`, status: 404, code: 'entity.not-found' },
  { name: 'an id with a NUL', path: `${orders}/ord_%00`, status: 404, code: 'entity.not-found' },
  {
    name: 'an id with SQL',
    path: `${orders}/x'%20or%201=1--`,
    status: 404,
    code: 'entity.not-found',
  },
  {
    name: 'an id that is long',
    path: `${orders}/${'x'.repeat(190)}`,
    status: 404,
    code: 'entity.not-found',
  },
  { name: 'an id that is very long', path: `${orders}/${'x'.repeat(5_000)}`, status: 404 },
  { name: 'no id', path: `${orders}/`, status: 404 },
  { name: 'a path above', path: `${orders}/..%2f..%2fetc%2fpasswd`, status: 404 },
  { name: 'a broken encoding', path: `${orders}/%zz`, status: 400, code: 'http.address-malformed' },
  { name: 'half a character', path: `${orders}/%c3`, status: 400, code: 'http.address-malformed' },
  {
    name: 'a broken parameter',
    path: `${orders}?number=%zz`,
    status: 400,
    code: 'http.parameters-invalid',
  },
  {
    name: 'a NUL in a parameter',
    path: `${orders}?number=%00`,
    status: 400,
    code: 'http.parameters-invalid',
  },
  {
    name: 'half a surrogate pair in a parameter',
    path: `${orders}?number=%ed%a0%80`,
    status: 400,
    code: 'http.parameters-invalid',
  },
  {
    name: 'an unknown field',
    path: `${orders}?stauts=x`,
    status: 400,
    names: 'Did you mean \\"status\\"',
  },
  {
    name: 'an unknown operator',
    path: `${orders}?status.like=x`,
    status: 400,
    names: 'status.like',
  },
  {
    name: 'what objects inherit',
    path: `${orders}?__proto__.eq=1&constructor=2`,
    status: 400,
    names: '__proto__',
  },
  { name: 'a parameter twice', path: `${orders}?limit=1&limit=2`, status: 400, names: 'limit' },
  { name: 'a cursor that is none', path: `${orders}?after=5b22`, status: 400, names: 'after' },
  {
    name: 'a cursor that is JSON of another kind',
    path: `${orders}?after=${hex('["id",{"a":1}]')}`,
    status: 400,
    names: 'after',
  },
  { name: 'a limit that is none', path: `${orders}?limit=-1`, status: 400, names: 'limit' },
  { name: 'an order that is none', path: `${orders}?sort=-`, status: 400, names: 'sort' },
  {
    name: 'very many parameters',
    path: `${orders}?${'a=1&'.repeat(200)}`,
    status: 400,
    code: 'http.parameters-invalid',
  },
  {
    name: 'a very long query string',
    path: `${orders}?number=${'x'.repeat(9_000)}`,
    status: 414,
    code: 'http.address-too-long',
  },
  {
    name: 'a slow pattern',
    path: `${orders}?number.matches=(a*)*b%7B1,1000%7D`,
    status: 400,
    names: 'number.matches',
  },
  {
    name: 'a list of 1,001 values',
    path: `${orders}?number.in=${'a,'.repeat(1_000)}`,
    status: 400,
    names: 'number.in',
  },
  {
    name: 'a history from nowhere',
    path: `${orders}/:id/history?after=-1`,
    status: 400,
    names: 'after',
  },
  {
    name: 'a history without an end',
    path: `${orders}/:id/history?limit=100000`,
    status: 400,
    names: 'limit',
  },
  {
    name: 'an address that is none',
    path: '/api/v1/sales/nothing',
    status: 404,
    code: 'http.route-unknown',
  },
  {
    name: 'a method that is not taken',
    method: 'PUT',
    path: orders,
    status: 405,
    code: 'http.method-not-allowed',
  },
  {
    name: 'a method that is not taken, with a broken body',
    method: 'PUT',
    path: orders,
    asking: { text: '{' },
    status: 405,
  },
  { name: 'a deletion of all', method: 'DELETE', path: orders, status: 405 },
  {
    name: 'no organization',
    path: orders,
    asking: { headers: { 'x-org-id': '' } },
    status: 401,
    names: 'x-org-id',
  },
  {
    name: 'two organizations',
    path: orders,
    asking: { headers: { 'x-org-id': 'a, b' } },
    status: 401,
    names: 'x-org-id',
  },
]

function hex(text: string): string {
  return Buffer.from(text).toString('hex')
}
