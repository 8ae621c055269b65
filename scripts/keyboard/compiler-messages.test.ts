/** What the compiler says of mistakes in a module: a sentence, at the word that is wrong. */
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { compile, type Said } from './compile.ts'
import { desk } from './desk.fixture.ts'
import { machineMistakes } from './machine-mistakes.ts'
import { moduleMistakes } from './module-mistakes.ts'

const core = fileURLToPath(new URL('../../core/src/index.ts', import.meta.url))

const mistakes = [...machineMistakes, ...moduleMistakes]

let said: readonly Said[] = []

beforeAll(async () => {
  said = await compile(
    desk(core),
    mistakes.map(({ line }) => line),
  )
}, 60_000)

test.each(mistakes.map((mistake, index) => ({ ...mistake, index })))(
  'a mistake in $what is told where it is, and what there is instead',
  ({ index, at, says }) => {
    expect(said[index]).toEqual({ at, message: says })
  },
)

test('a mistake is told in one line; where the language takes more, the last one names it', () => {
  const long = mistakes.filter(({ says }) => says.length > 1)

  expect(long.map(({ what }) => what)).toEqual([
    'a guard about another entity',
    'an id of another entity',
    'a field that is missing',
    'a record that is none',
    'an option of a subscription',
    'an option of a job',
    'a payload that is missing',
  ])
})
