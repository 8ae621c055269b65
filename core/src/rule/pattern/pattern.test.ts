/** What patterns match, held against RegExp; what they refuse; what they cost. */
import { hostilePatternCases, patternCases } from '@plinth/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePattern, type Pattern } from './pattern.ts'

test.each([
  ['^ORD-\\d{4}$', 'ORD-2024', true],
  ['^ORD-\\d{4}$', 'ORD-20245', false],
  ['cat|dog', 'a dogma', true],
  ['^(?:a|b)*c?$', 'abba', true],
  ['^$', '', true],
  ['^$', 'x', false],
  ['^.$', '\n', false],
  ['^.$', '😀', true],
  ['^[а-я]+$', 'привет', true],
  ['\\u{1f600}$', 'well 😀', true],
  ['^\\s+$', '\u00a0\u2003', true],
  ['(?:^|,)x(?:,|$)', 'a,x', true],
  ['a$b', 'ab', false],
])('%s on %j: %s', (source, subject, expected) => {
  expect(patternOf(source).test(subject)).toBe(expected)
})

test.each([
  ['a(?=b)', 1, 'looking ahead is not supported'],
  ['(?<!a)b', 0, 'looking behind is not supported'],
  ['(?<year>\\d+)', 0, 'groups have no names here; write (?:…)'],
  ['(?i:a)', 0, 'flags are not supported; write (?:…), and both cases as in [Aa]'],
  ['(a)\\1', 3, '\\1 is a back reference, which no pattern may have'],
  ['\\bword', 0, '\\b is not supported; spell out what stands around'],
  ['\\p{L}', 0, '\\p{…} is not supported; write a class such as [A-Za-z]'],
  ['a**', 2, 'what is repeated already needs a group: (?:…)'],
  ['^*', 1, 'a place cannot be repeated'],
  ['+a', 0, '"+" has nothing to repeat'],
  ['a{2', 1, '{ begins {n}, {n,} or {n,m}; the character itself is \\{'],
  ['a{256}', 1, 'a part repeats at most 255 times'],
  ['a{3,2}', 1, '3 is more than 2'],
  ['[z-a]', 1, 'a range goes from the lesser character to the greater'],
  ['[]', 0, 'no character is in this class'],
  ['[a', 0, 'the class has no ]'],
  ['(a', 0, 'the group has no )'],
  ['a)', 1, '")" closes nothing; write \\)'],
  ['a]', 1, '"]" closes nothing; write \\]'],
  ['\\ud83d', 0, 'half a surrogate pair is no character; write it whole, as \\u{1f600}'],
  ['a\\', 1, 'a backslash needs a character behind it'],
])('%s is refused at position %d', (source, position, reason) => {
  const refused = compilePattern(source)

  expect(refused).toEqual({ ok: false, error: { position, reason } })
})

test.each(['(?:a{0,255}){2}', '(?:(?:^){250}){250}', '(?:[ab]{200}){200}', '[ab]{200}[cd]{57}'])(
  '%s is refused for its size',
  (source) => {
    const refused = compilePattern(source)

    expect(refused).toMatchObject({
      ok: false,
      error: { reason: expect.stringMatching(/too large/) },
    })
  },
)

test('a subject of more than 1,024 characters matches nothing', () => {
  const pattern = patternOf('a$')

  expect(pattern.test('a'.repeat(1024))).toBe(true)
  expect(pattern.test('a'.repeat(1025))).toBe(false)
  expect(pattern.test(`${'😀'.repeat(1023)}a`)).toBe(true)
  expect(pattern.test(`${'😀'.repeat(1024)}a`)).toBe(false)
})

test('200,000 times, a pattern matches what RegExp with the flag u matches', () => {
  const cases = patternCases(28_000)
  const differences: unknown[] = []
  let [accepted, asked, held] = [0, 0, 0]

  for (const { source, subjects } of cases) {
    const compiled = compilePattern(source)
    if (!compiled.ok) continue
    accepted += 1
    const regExp = new RegExp(source, 'u')
    for (const subject of subjects) {
      const answer = compiled.value.test(subject)
      asked += 1
      if (answer) held += 1
      if (answer !== regExp.test(subject)) differences.push({ source, subject, answer })
    }
  }

  expect(differences).toEqual([])
  expect(asked).toBeGreaterThanOrEqual(200_000)
  expect(accepted).toBeGreaterThan(cases.length * 0.9)
  expect(held / asked).toBeGreaterThan(0.2)
}, 60_000)

test('a hostile pattern matches what RegExp matches, where that comes to an end', () => {
  const known = ['a[ab]{12}c', 'a[ab]{200}c', '(?:[ab]{0,120}){2}c', '[\\s\\S]*a[\\s\\S]{250}']
  const cases = hostilePatternCases(0).filter(({ source }) => known.includes(source))

  expect(cases).toHaveLength(known.length)
  for (const { source, subjects } of cases) {
    const [pattern, regExp] = [patternOf(source), new RegExp(source, 'u')]
    const short = subjects.map((subject) => subject.slice(0, 300))
    expect(short.map((text) => pattern.test(text))).toEqual(short.map((text) => regExp.test(text)))
  }
})

test('a pattern with endless states answers as before when it has stopped remembering', () => {
  const source = 'a[ab]{12}c'
  const [pattern, regExp] = [patternOf(source), new RegExp(source, 'u')]
  const subject = fc.string({
    unit: fc.constantFrom('a', 'b', 'c'),
    minLength: 200,
    maxLength: 900,
  })
  const rarely = subject.map((text) => text.replace(/c/g, (c, at: number) => (at % 7 ? 'a' : c)))

  fc.assert(
    fc.property(rarely, (text) => {
      expect(pattern.test(text)).toBe(regExp.test(text))
    }),
    { numRuns: 60 },
  )
})

function patternOf(source: string): Pattern {
  const compiled = compilePattern(source)
  if (compiled.ok) return compiled.value

  throw new Error(`${source} at ${compiled.error.position}: ${compiled.error.reason}`)
}
