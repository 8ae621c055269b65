/** What is read of CSV files, good and bad. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type CsvItem, openCsv } from './csv-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'plinth-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('rows come with the lines on which they begin, whatever stands inside of quotes', async () => {
  const text = '\uFEFFa, b \r\n1,2\r\n"x\r\ny","say ""hi"""\r\n\r\n4,5'

  const { header, items } = await read(text)

  expect(header).toEqual(['a', 'b'])
  expect(items).toEqual([
    { line: 2, cells: ['1', '2'] },
    { line: 3, cells: ['x\r\ny', 'say "hi"'] },
    { line: 6, cells: ['4', '5'] },
  ])
})

test('a quote inside of a plain cell stands for itself', async () => {
  const { items } = await read('a,b\n12" disk,5"\n1,2\n')

  expect(items).toEqual([
    { line: 2, cells: ['12" disk', '5"'] },
    { line: 3, cells: ['1', '2'] },
  ])
})

test('rows of another width are handed on: who plans them says what is wrong', async () => {
  const { items } = await read('a,b\n1\n1,2,3\n')

  expect(items).toEqual([
    { line: 2, cells: ['1'] },
    { line: 3, cells: ['1', '2', '3'] },
  ])
})

test('another delimiter is taken', async () => {
  const { header, items } = await read('a;b\n1,5;2\n', ';')

  expect(header).toEqual(['a', 'b'])
  expect(items).toEqual([{ line: 2, cells: ['1,5', '2'] }])
})

test('a quote that is not closed ends the file where it was opened', async () => {
  const { items } = await read('a,b\n1,2\n3,"4\n5,6\n')

  expect(items).toEqual([
    { line: 2, cells: ['1', '2'] },
    { line: 3, reason: 'a quote is opened here and not closed' },
  ])
})

test('a quote that is not closed takes in no more than a megabyte', async () => {
  const { items } = await read(`a,b\n1,"2\n${'5,6\n'.repeat(1_000_000)}`)

  expect(items).toEqual([{ line: 2, reason: 'a quote is opened here and not closed' }])
})

test('text that is not UTF-8 ends the file', async () => {
  const latin1 = Buffer.from('a,b\n1,2\nM\xFCller,3\n', 'latin1')

  const { items } = await read(
    Buffer.concat([Buffer.from(`a,b\n${'1,2\n'.repeat(50_000)}`), latin1]),
  )

  const last = items.at(-1)
  expect(last).toMatchObject({ reason: expect.stringContaining('not UTF-8') })
  expect(items.slice(0, -1).every((item) => 'cells' in item)).toBe(true)
})

test.each(['', '\n\n', '\r\n'])('a file that is %j has no columns', async (text) => {
  await expect(read(text)).rejects.toThrow('has no line that names its columns')
})

test('a file that is not there is named', async () => {
  await expect(openCsv(join(folder, 'missing.csv'), ',')).rejects.toThrow('there is no file')
})

test('a row is handed on before the file is read to its end', async () => {
  const path = write(`a\n${'x\n'.repeat(2_000_000)}`)
  const csv = await openCsv(path, ',')

  for await (const _first of csv.rows) break

  expect(csv.progress()).toBeLessThan(0.5)
  csv.close()
})

async function read(content: string | Buffer, delimiter = ',') {
  const { header, rows } = await openCsv(write(content), delimiter)
  const items: CsvItem[] = []
  for await (const item of rows) items.push(item)
  return { header, items }
}

function write(content: string | Buffer): string {
  const path = join(folder, 'file.csv')
  writeFileSync(path, content)
  return path
}
