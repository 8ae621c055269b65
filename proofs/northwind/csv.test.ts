import { expect, test } from 'vitest'
import { cellOf, parseCsv } from './csv.ts'
import { untidyCells } from './oracle.ts'

test('quotes, commas, line ends and missing cells are read as RFC 4180 has them', () => {
  const text = 'Id,Name,Note\r\n1,"Tea, ""green""",\r\n2,"two\r\nlines",x\r\n3\r\n'

  const rows = parseCsv(text)

  expect(rows.map(({ line, cells }) => [line, ...cells.values()])).toEqual([
    [2, '1', 'Tea, "green"', ''],
    [3, '2', 'two\r\nlines', 'x'],
    [5, '3', '', ''],
  ])
})

test('a cell is told without its blanks, and one of blanks alone is none', () => {
  const [row] = parseCsv('Code,City\nVal2 ,  \n')

  expect(row && [cellOf(row, 'Code'), cellOf(row, 'City')]).toEqual(['Val2', null])
})

test('an untidy cell is found as it stands', () => {
  const rows = parseCsv('Code,City\nALFKI,Berlin\nVal2 ,  \n')

  expect(untidyCells(rows)).toEqual([{ line: 3, column: 'Code', value: 'Val2 ' }])
})
