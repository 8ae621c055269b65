/** How values come and go: the same on every driver. */
import { expect, test } from 'vitest'
import type { SqlDriver } from '../sql-driver.ts'
import { idsSeenBy, login, north, one, shelve, sql } from './shelf.contract.ts'

/** Adds the tests. */
export function describeValues(driver: () => SqlDriver): void {
  describeReading(driver)
  describeWriting(driver)
  describeOddValues(driver)
}

function describeReading(driver: () => SqlDriver): void {
  test.each([
    ['null::text', null],
    ['true', true],
    ['12::int2', 12],
    ['-7::int8', -7],
    ['0.5::float4', 0.5],
    [`'NaN'::float8`, Number.NaN],
    ['12345678901234567890.10::numeric', '12345678901234567890.10'],
    [`'a "quoted" \\ text, with 🙂'::text`, 'a "quoted" \\ text, with 🙂'],
    [`'USD'::char(3)`, 'USD'],
    [`'2026-11-20 10:00:00.123456+02'::timestamptz`, Date.UTC(2026, 10, 20, 8, 0, 0, 123)],
    [`'1969-12-31 23:59:59.999+00'::timestamptz`, -1],
    [`'infinity'::timestamptz`, Infinity],
    [`'2026-11-20'::date`, '2026-11-20'],
    [`'{"a": [1, null, {"b": "x"}]}'::jsonb`, { a: [1, null, { b: 'x' }] }],
    [`'\\x00ff'::bytea`, new Uint8Array([0, 255])],
    [
      `array['a', null, 'NULL', 'b "c"', '', '{d}', 'e\\f']`,
      ['a', null, 'NULL', 'b "c"', '', '{d}', 'e\\f'],
    ],
    ['array[]::text[]', []],
    [
      'array[[1, 2], [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['array[true, false]', [true, false]],
    [`array['{"a": "}"}'::jsonb]`, [{ a: '}' }]],
    ['9007199254740991::int8', Number.MAX_SAFE_INTEGER],
    ['18446744073709551615::text::xid8', '18446744073709551615'],
  ])('%s is read as %j', async (expression, expected) => {
    const row = await one(driver(), login, sql(`select ${expression} as value`))

    expect(row).toEqual({ value: expected })
  })
}

function describeWriting(driver: () => SqlDriver): void {
  test.each([
    ['text', `a "quoted" \\ text, with 🙂 and 'more'`],
    ['int8', 9007199254740991],
    ['numeric', '0.1000'],
    ['bool', false],
    ['text', null],
    ['jsonb', { a: [1, 'two', null] }],
    ['bytea', new Uint8Array([0, 1, 254, 255])],
    ['text[]', ['a', null, 'NULL', 'b "c" \\', '', '{d},e']],
    ['int8[]', [1, null, 3]],
    ['jsonb[]', [{ a: '"' }, { b: '\\' }]],
    ['bytea[]', [new Uint8Array([0, 34, 92])]],
  ])('a %s parameter comes back as it went', async (type, value) => {
    const row = await one(driver(), login, sql(`select $1::${type} as value`, value))

    expect(row).toEqual({ value })
  })
}

function describeOddValues(driver: () => SqlDriver): void {
  test('a Date goes in as a moment, a bigint as a number', async () => {
    const statement = sql('select $1::timestamptz as moment, $2::int8 as number', new Date(5), 5n)

    expect(await one(driver(), login, statement)).toEqual({ moment: 5, number: 5 })
  })

  test('an integer that JavaScript cannot hold is an error that names the column', async () => {
    const attempt = driver().query(login, sql('select 9007199254740993::int8 as big'))

    await expect(attempt).rejects.toThrow('column "big"')
    expect(await one(driver(), login, sql('select 1 as next'))).toEqual({ next: 1 })
  })

  test('an undefined parameter is a broken program, and nothing is sent', async () => {
    const attempt = driver().transact(north, [shelve(50, 'org_north'), sql('select $1', undefined)])

    await expect(attempt).rejects.toThrow(TypeError)
    expect(await idsSeenBy(driver(), north)).not.toContain(50)
  })
}
