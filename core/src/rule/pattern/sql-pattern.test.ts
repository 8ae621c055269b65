/** How a pattern reads in Postgres: nothing in it has a name, a locale or a flag. */
import { expect, test } from 'vitest'
import { parsePattern } from './parse/parse-pattern.ts'
import { toSqlPattern } from './sql-pattern.ts'

test.each([
  ['^ORD-\\d{4}$', '^[O][R][D][\\u002d](?:[0-9]){4,4}$'],
  ['\\w+', '(?:[0-9A-Z\\u005fa-z]){1,}'],
  ['[^\\n]', '[^\\u000a]'],
  ['[\\s\\S]', '.'],
  ['.', '[^\\u000a\\u000d\\u2028-\\u2029]'],
  ['a?|é*', '(?:(?:[a]){0,1}|(?:[\\u00e9]){0,})'],
  ['\\u{1f600}', '[\\U0001f600]'],
  ['[\\x00-a]', '[\\u0001-a]'],
  ['', ''],
])('%s is %s', (source, sql) => {
  expect(toSqlPattern(parsePattern(source))).toBe(sql)
})
