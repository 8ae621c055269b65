/** A connection parses a text once, and keeps a bounded number of them. */
import { expect, test } from 'vitest'
import { PreparedStatements } from './prepared-statements.ts'

test('the same text is the same statement', () => {
  const known = new PreparedStatements('app_', 10)

  expect(known.take('select 1')).toBe(known.take('select 1'))
  expect(known.take('select 2').name).not.toBe(known.take('select 1').name)
})

test('when there is no room, the statement that was not used for longest gives up its name', () => {
  const known = new PreparedStatements('app_', 2)
  const one = known.take('select 1')
  const two = known.take('select 2')
  known.take('select 1')

  const three = known.take('select 3')

  expect(three.name).toBe(two.name)
  expect(three.parsed).toBe(false)
  expect(known.take('select 1')).toBe(one)
})

test('after a change of tables every statement is parsed again, under its name', () => {
  const known = new PreparedStatements('app_', 2)
  const statement = known.take('select 1')
  statement.parsed = true
  statement.columns = []

  known.forget()

  expect(known.take('select 1')).toMatchObject({
    name: statement.name,
    parsed: false,
    columns: null,
  })
})

test('with no room at all no statement has a name', () => {
  const known = new PreparedStatements('app_', 0)

  expect(known.take('select 1').name).toBe('')
  expect(known.take('select 1').parsed).toBe(false)
})

test.each(['begin', '  commit', 'END', 'start transaction', 'savepoint a', 'copy a to stdout'])(
  '"%s" is refused',
  (text) => {
    const known = new PreparedStatements('app_', 10)

    expect(() => known.take(text)).toThrow(
      'no statement for a driver that opens and commits by itself',
    )
  },
)

test('a word that only begins like one of those is taken', () => {
  const known = new PreparedStatements('app_', 10)

  expect(() => known.take('committed')).not.toThrow()
})
