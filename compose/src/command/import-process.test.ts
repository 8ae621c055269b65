/** `plinth data import` as a process, on an embedded database of its own. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inFolder, type Workplace, workplace } from '../../fixture/processes.ts'

let place: Workplace

beforeEach(() => {
  place = workplace()
  const manifest = { plinth: { system: inFolder('shop.ts') } }
  file('package.json', JSON.stringify(manifest))
})

afterEach(() => place.clear())

const customers = `code,name,creditLimit
ALFKI,Alfreds Futterkiste,12.50 USD
"Val2 ",Val,
BAD,,1 USD
`

test('good rows are stored and bad ones named; a second import changes nothing', async () => {
  file('customers.csv', customers)
  const words = ['data', 'import', 'Customer', 'customers.csv', '--org', 'org_north']

  const rehearsed = await place.plinth([...words, '--dry-run']).ended
  const first = await place.plinth(words).ended
  const second = await place.plinth([...words, '--json']).ended

  expect(rehearsed).toMatchObject({ code: 1, err: '' })
  expect(rehearsed.out).toContain('This was a dry run: nothing was written.')
  expect(first.code).toBe(1)
  expect(first.out.replace(/in \d+\.\d s \(\d+ a second\)/, 'in no time')).toBe(
    `  line 3      note     code "Val2 ": had blanks around it; they were cut off
  line 4      refused  name "": name is required
Customer: 3 rows in no time: 2 created, 0 updated, 0 unchanged, 1 refused
Correct the file and run the same command again: what is stored already stays as it is.
`,
  )
  const lines: unknown[] = second.out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(lines).toMatchObject([
    { kind: 'note', line: 3, field: 'code', value: 'Val2 ' },
    { kind: 'refused', line: 4, field: 'name', column: 'name', reason: 'name is required' },
    { kind: 'summary', rows: 3, created: 0, updated: 0, unchanged: 2, refused: 1, isStored: true },
  ])
})

test('a map brings history in, and says everything that is wrong with it before a database is opened', async () => {
  file('customers.csv', customers)
  file('orders.csv', 'OrderID;Customer;Shipped\n1;ALFKI;1996-07-16\n2;Val2 ;\n')
  file('bad.json', '{ "fields": { "nummber": "OrderID", "status": { "constant": "shipped" } } }')
  file(
    'good.json',
    `{ "entity": "Order", "history": true, "delimiter": ";", "fields": {
      "number": "OrderID", "customerId": "Customer",
      "status": { "when": "Shipped", "then": "shipped", "else": "placed" } } }`,
  )
  const words = ['data', 'import', 'Order', 'orders.csv', '--org', 'org_north', '--map']
  await place.plinth(['data', 'import', 'Customer', 'customers.csv', '--org', 'org_north']).ended

  const refused = await place.plinth([...words, 'bad.json']).ended
  const imported = await place.plinth([...words, 'good.json', '--all-or-nothing', '--json']).ended

  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain('there is no field of Order "nummber". Did you mean "number"?')
  expect(refused.err).toContain('fields.status: is driven by a state machine')
  expect(imported).toMatchObject({ code: 0, err: '' })
  expect(imported.out).toContain('"created":2')
})

test.each([
  [
    ['data', 'import', 'Custmer', 'a.csv', '--org', 'o'],
    'there is no entity "Custmer". Did you mean "Customer"?',
  ],
  [['data', 'import', 'Customer', 'none.csv', '--org', 'o'], 'there is no file'],
  [['data', 'import', 'Customer', 'a.csv', '--org', 'o', '--map', 'none.json'], 'there is no map'],
  [
    ['data', 'import', 'Customer', 'a.csv', '--org', 'org north'],
    '--org "org north" is not an id of at most 64 letters, digits and _ . : @ -, such as org_north',
  ],
  [['data', 'imprt'], 'plinth knows no "data imprt". Did you mean "data import"?'],
])('%j is called wrongly', async (words, sentence) => {
  const { code, out, err } = await place.plinth(words).ended

  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(sentence)
  expect(err).toMatch(/\n(See|Use|Check).*\n$/)
})

function file(name: string, content: string): void {
  writeFileSync(join(place.directory, name), content)
}
