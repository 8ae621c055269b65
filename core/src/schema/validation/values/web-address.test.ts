/** What counts as an address of the web is what `new URL` takes, of what may stand in a record. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWebAddress } from './web-address.ts'

test.each([
  'https://example.com',
  'http://localhost:3000/a?b=c#d',
  'HTTPS://a.b',
  'http://[::1]:8080/',
  'http://[2001:db8::192.0.2.1]',
  'http://127.0.0.1',
  'http://0x7f.1',
  'https://münchen.example/straße',
  'https://例え.jp',
  'http://a_b.example:/',
])('%s is an address', (text) => {
  expect([isWebAddress(text), URL.canParse(text)]).toEqual([true, true])
})

test.each([
  'http://[',
  'http://[::1',
  'http://[]',
  'http://[1::2::3]',
  'http://x:99999',
  'http://x:8a',
  'http://%00',
  'http://a%2',
  'http://1.2.3.256',
  'http://1.2.3.4.5',
  'http://a.1',
  'http://a|b',
  'http://a<b>',
  'http://:80',
  'http://',
])('%s is no address', (text) => {
  expect([isWebAddress(text), URL.canParse(text)]).toEqual([false, false])
})

test.each([
  'http:/a',
  'http://user@a',
  'http://%41',
  'http://a b',
  ' http://a',
  'ftp://a',
  'http://\\a',
  'http://a"b',
  'http://{a}',
])('%s is none here, whatever else is made of it', (text) => {
  expect(isWebAddress(text)).toBe(false)
})

const labels = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_!$&'()*+,;=~-]{0,4}$/),
  fc.integer({ min: 0, max: 300 }).map(String),
  fc.constantFrom(
    '0x',
    '0xff',
    '0X1',
    '08',
    '0377',
    '4294967295',
    '4294967296',
    '1e1',
    'localhost',
  ),
  fc.constantFrom('a<b', 'a>b', 'a^b', 'a|b', '\u007F', 'a\u0001b'),
)
const names = fc.array(labels, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'))
const words = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[0-9a-fA-F]{1,4}$/) },
  fc.constantFrom('', '12345', 'g', '1.2.3.4', '1.2.3.256', '01.2.3.4', '1.2.3'),
)
const brackets = fc
  .tuple(fc.array(words, { maxLength: 9 }), fc.constantFrom(':', ':', ':', '::'), fc.nat(9))
  .map(([parts, gap, at]) => `[${parts.slice(0, at).join(':')}${gap}${parts.slice(at).join(':')}]`)
const ports = fc.oneof(
  fc.constantFrom('', '', '', ':', ':080', ':65535', ':65536', ':99999999', ':a', ':1:2', ':-1'),
  fc.nat(70_000).map((port) => `:${port}`),
)
const rests = fc.constantFrom('', '/', '/a[b]%zz', '?', '?a=[', '#', '#%', '/a@b:c')

test('law: of addresses in ASCII, those are taken that new URL takes', () => {
  const answers = { true: 0, false: 0 }

  fc.assert(
    fc.property(fc.oneof(names, brackets), ports, rests, (host, port, rest) => {
      fc.pre(!/^xn--|\.xn--/i.test(host) && host !== '')
      const text = `http://${host}${port}${rest}`
      const parsed = URL.canParse(text)

      expect([text, isWebAddress(text)]).toEqual([text, parsed])
      answers[parsed ? 'true' : 'false'] += 1
    }),
    { numRuns: 20_000 },
  )

  expect(Math.min(answers.true, answers.false)).toBeGreaterThan(3_000)
})
