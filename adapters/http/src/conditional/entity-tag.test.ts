/** Entity tags are versions, read as RFC 9110 has them. */
import { expect, test } from 'vitest'
import { entityTag, namesVersion, readTags } from './entity-tag.ts'

test('the tag of a version is read back as it was written', () => {
  expect(readTags('If-Match', entityTag(7))).toEqual([{ isWeak: false, version: 7 }])
})

test('a condition may name several versions, weak ones, foreign ones, or any', () => {
  expect(readTags('If-Match', ' "1" , W/"2","abc","007"')).toEqual([
    { isWeak: false, version: 1 },
    { isWeak: true, version: 2 },
    { isWeak: false, version: null },
    { isWeak: false, version: null },
  ])
  expect(readTags('If-Match', ' * ')).toBe('any')
  expect(readTags('If-Match', undefined)).toBeNull()
})

test.each(['1', '', '"1', '"1" "2"', '"1",', 'w/"1"', '*, "1"', '"a"b"'])(
  '%j is no condition',
  (value) => {
    expect(() => readTags('If-Match', value)).toThrow(
      'is no list of entity tags; write it as the ETag came: If-Match: "1"',
    )
  },
)

test('a weak tag is good enough to read by, and not to write by', () => {
  const condition = [{ isWeak: true, version: 2 }]

  expect(namesVersion(condition, 2, { weakly: true })).toBe(true)
  expect(namesVersion(condition, 2, { weakly: false })).toBe(false)
  expect(namesVersion(condition, 3, { weakly: true })).toBe(false)
  expect(namesVersion('any', 3, { weakly: false })).toBe(true)
})
