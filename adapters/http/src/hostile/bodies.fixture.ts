/** Bodies that mean no good, sent where an order is created. */
import type { Attack } from './attack.fixture.ts'

const customerId = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
const plain = { number: 'X', customerId, total: { amount: 1, currency: 'USD' } }
const bad = { status: 400, code: 'validation.failed' }

/** The attacks. */
export const hostileBodies: readonly Attack[] = [
  { name: 'an unknown field', asking: { body: { ...plain, totl: 1 } }, ...bad, names: '/totl' },
  { name: 'a wrong type', asking: { body: { ...plain, number: 5 } }, ...bad, names: '/number' },
  {
    name: 'money in words',
    asking: { body: { ...plain, total: '1 USD' } },
    ...bad,
    names: '/total',
  },
  {
    name: 'money in fractions of a cent',
    asking: { body: { ...plain, total: { amount: 1.5, currency: 'USD' } } },
    ...bad,
    names: '/total',
  },
  {
    name: 'money beyond 2^53',
    asking: {
      text: `{"number":"X","customerId":"${customerId}","total":{"amount":1e300,"currency":"USD"}}`,
    },
    ...bad,
    names: '/total',
  },
  {
    name: 'a currency that is none',
    asking: { body: { ...plain, total: { amount: 1, currency: 'XYZ' } } },
    ...bad,
    names: '/total',
  },
  {
    name: 'a choice that is none',
    asking: { body: { ...plain, lines: 501 } },
    ...bad,
    names: '/lines',
  },
  {
    name: 'a null where one is needed',
    asking: { body: { ...plain, number: null } },
    ...bad,
    names: '/number',
  },
  {
    name: 'a text too long',
    asking: { body: { ...plain, number: 'x'.repeat(21) } },
    ...bad,
    names: '/number',
  },
  { name: 'a NUL', asking: { body: { ...plain, number: 'a\0b' } }, ...bad, names: '/number' },
  {
    name: 'half a surrogate pair',
    asking: {
      text: `{"number":"\\ud800","customerId":"${customerId}","total":{"amount":1,"currency":"USD"}}`,
    },
    ...bad,
    names: '/number',
  },
  {
    name: 'a NUL deep in free JSON',
    asking: { body: { ...plain, extra: { deep: ['\0'] } } },
    ...bad,
    names: '/extra',
  },
  {
    name: 'an id that is none',
    asking: { body: { ...plain, customerId: 'nonsense' } },
    ...bad,
    names: '/customerId',
  },
  {
    name: 'the state of a machine',
    asking: { body: { ...plain, status: 'placed' } },
    ...bad,
    names: '/status',
  },
  { name: 'an id of one’s own', asking: { body: { ...plain, id: 'ord_1' } }, ...bad, names: '/id' },
  {
    name: 'another organization',
    asking: { body: { ...plain, organizationId: 'org_south' } },
    ...bad,
    names: '/organizationId',
  },
  { name: 'a version', asking: { body: { ...plain, version: 7 } }, ...bad, names: '/version' },
  {
    name: 'a date in words',
    asking: { body: { ...plain, placedAt: 'soon' } },
    ...bad,
    names: '/placedAt',
  },
  {
    name: 'a tag that is no scalar',
    asking: { body: { ...plain, meta: { a: {} } } },
    ...bad,
    names: '/meta',
  },
  {
    name: '__proto__',
    asking: { text: '{"__proto__":{"number":"X"}}' },
    status: 400,
    code: 'http.body-forbidden-key',
    names: '/__proto__',
  },
  {
    name: '__proto__ deep down',
    asking: { text: '{"extra":{"a":[{"__proto__":1}]}}' },
    status: 400,
    code: 'http.body-forbidden-key',
    names: '/extra/a/0/__proto__',
  },
  {
    name: 'constructor.prototype',
    asking: { text: '{"extra":{"constructor":{"prototype":{}}}}' },
    status: 400,
    code: 'http.body-forbidden-key',
    names: '/extra/constructor',
  },
  {
    name: 'malformed JSON',
    asking: { text: '{"number": }' },
    status: 400,
    code: 'http.body-malformed',
    names: 'column 12',
  },
  {
    name: 'half a body',
    asking: { text: '{"number":"X"' },
    status: 400,
    code: 'http.body-malformed',
    names: 'ends too early',
  },
  {
    name: 'two bodies',
    asking: { text: '{}{}' },
    status: 400,
    code: 'http.body-malformed',
    names: 'position 2',
  },
  {
    name: 'bytes that are no UTF-8',
    asking: { text: new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]) },
    status: 400,
    code: 'http.body-malformed',
    names: 'UTF-8',
  },
  { name: 'a list for a body', asking: { text: '[]' }, status: 400, code: 'http.body-shape' },
  { name: 'null for a body', asking: { text: 'null' }, status: 400, code: 'http.body-shape' },
  { name: 'no body', asking: {}, status: 400, code: 'http.body-missing' },
  { name: 'an empty body', asking: { text: '' }, status: 400, code: 'http.body-missing' },
  {
    name: '10,000 levels of lists',
    asking: { text: `{"extra":${'['.repeat(10_000)}${']'.repeat(10_000)}}` },
    status: 400,
    code: 'http.body-too-deep',
  },
  {
    name: '500,000 levels, never closed',
    asking: { text: '['.repeat(500_000) },
    status: 400,
    code: 'http.body-too-deep',
  },
  {
    name: 'free JSON of 50 levels',
    asking: { body: { ...plain, extra: nested(50) } },
    ...bad,
    names: '/extra',
  },
  {
    name: '10 MB',
    asking: { text: `{"note":"${'x'.repeat(10_000_000)}"}` },
    status: 413,
    code: 'http.body-too-large',
  },
  {
    name: 'XML',
    asking: { text: '<order/>', headers: { 'content-type': 'application/xml' } },
    status: 415,
    code: 'http.media-type',
  },
  {
    name: 'a form',
    asking: { text: 'number=X', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    status: 415,
    code: 'http.media-type',
  },
  {
    name: 'a content type that is none',
    asking: { text: '{}', headers: { 'content-type': '///' } },
    status: 415,
    code: 'http.media-type',
  },
  {
    name: 'a compressed body',
    asking: { text: 'x', headers: { 'content-encoding': 'gzip' } },
    status: 415,
    code: 'http.media-type',
  },
]

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)]
}
