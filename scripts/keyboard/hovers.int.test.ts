/** What an editor shows of the trading company's modules: one line for each name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LanguageServer } from './language-server.ts'

const trading = fileURLToPath(new URL('../../examples/trading/', import.meta.url))

/**
 * What may take several lines, and why. A record that is written in place has no name but its fields;
 * shown as anything else, "go to definition" would no longer lead from `payload.orderId` to its field.
 */
const exceptions: readonly (readonly [why: string, shown: RegExp])[] = [
  ['a message is known by its fields', /: (Event|Command|Query|Job)Definition<\{/],
  ['so is the function that makes one', /: \((payload|params): (InputOf<)?\{/],
  ['a value of a type that is written in place', /: (readonly )?\{$/],
  ['a parameter that is taken apart in place', /^(\(alias\) )?function \w+\(.*\{ /],
  [
    'a word that infers a type from what is written behind it',
    /^\(alias\) (const \w+: <|function \w+<)/,
  ],
]

interface Hover {
  readonly where: string
  readonly shown: string
}

let server: LanguageServer
const hovers: Hover[] = []

beforeAll(async () => {
  server = await LanguageServer.start()
  for (const file of modules()) hovers.push(...(await hoversOver(file)))
}, 60_000)
afterAll(() => server.stop())

test('a variable, a parameter, a function and a class are shown on one line', () => {
  const long = hovers.filter(({ shown }) => isNamed(shown) && isLong(shown))

  const unexplained = long.filter(({ shown }) => !isException(shown))
  expect(unexplained).toEqual([])
})

test('every exception is needed', () => {
  const unused = exceptions.filter(([, pattern]) => {
    return !hovers.some(({ shown }) => isLong(shown) && pattern.test(firstLineOf(shown)))
  })

  expect(unused).toEqual([])
})

test('a record is shown by the name of its class, and never by its fields', () => {
  const records = hovers.filter(({ where }) => /:\d+ (order|products|Order)$/.test(where))

  const shown = new Set(records.map((record) => record.shown).filter(isNamed))
  expect([...shown].toSorted()).toEqual([
    '(alias) class Order',
    '(parameter) order: Order',
    'class Order',
    'const order: Order',
    'const products: readonly Product[]',
  ])
})

test('what a handler is given is shown by its values, without the fields that they follow from', () => {
  const given = hovers.filter(({ shown }) => /^\(parameter\) (payload|params):/.test(shown))

  expect(given.length).toBeGreaterThan(10)
  expect(given.filter(({ shown }) => shown.includes('Field<'))).toEqual([])
})

test('"go to definition" leads from what a handler reads to the field of the event, in the other module', async () => {
  const file = join(trading, 'inventory/release-stock.ts')
  const place = placesIn(readFileSync(file, 'utf8')).find(({ word }) => word === 'orderId')

  const [declaration] = place ? await server.definition(file, place) : []

  expect(declaration?.file).toBe(join(trading, 'sales/events.ts'))
  const lines = readFileSync(join(trading, 'sales/events.ts'), 'utf8').split('\n')
  expect(lines[declaration?.line ?? 0]).toContain('orderId: field.ref(Order)')
})

function modules(): readonly string[] {
  return readdirSync(trading, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/') && name.endsWith('.ts') && !name.includes('.test'))
    .map((name) => join(trading, name))
}

async function hoversOver(file: string): Promise<readonly Hover[]> {
  const text = readFileSync(file, 'utf8')
  server.open(file, text)
  const asked = placesIn(text).map(async ({ word, line, character }) => {
    const shown = await server.hover(file, { line, character })
    return { where: `${file.slice(trading.length)}:${line + 1} ${word}`, shown: shown ?? '' }
  })
  return Promise.all(asked)
}

interface Place {
  readonly word: string
  readonly line: number
  readonly character: number
}

/** Finds the names in a text; those in comments cost a question, and have no answer. */
function placesIn(text: string): readonly Place[] {
  return text.split('\n').flatMap((content, line) =>
    [...content.matchAll(/[A-Za-z_$][\w$]*/g)].map(({ 0: word, index: character }) => ({
      word,
      line,
      character,
    })),
  )
}

/** Tells whether a hover is that of something that a module names, and not of a property or a type. */
function isNamed(shown: string): boolean {
  return /^(\(alias\) )?(const|let|var|function|class) \w+|^\(parameter\)/.test(shown)
}

// The forms of an overloaded function stand below one another, each on its line.
function isLong(shown: string): boolean {
  return shown.split('\n').some((line) => /^[\s}]/.test(line))
}

function isException(shown: string): boolean {
  return exceptions.some(([, pattern]) => pattern.test(firstLineOf(shown)))
}

function firstLineOf(shown: string): string {
  return shown.split('\n')[0] ?? ''
}
