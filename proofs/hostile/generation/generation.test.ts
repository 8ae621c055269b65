/** Core works where no code may be made from text, and answers as it does elsewhere. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const program = fileURLToPath(new URL('tell-answers.ts', import.meta.url))

interface Told {
  readonly generates: boolean
  readonly answers: unknown
}

async function told(...flags: string[]): Promise<Told> {
  const words = [...flags, '--conditions=plinth-source', program]
  const { stdout } = await run(process.execPath, words, { maxBuffer: 64_000_000 })
  const { generates, answers }: Told = JSON.parse(stdout)
  return { generates, answers }
}

test('rules, validators, machines and a system answer the same without code generation', async () => {
  const [free, strict] = await Promise.all([
    told(),
    told('--disallow-code-generation-from-strings'),
  ])

  expect(free.generates).toBe(true)
  expect(strict.generates).toBe(false)
  expect(strict.answers).toEqual(free.answers)
  expect(strict.answers).toMatchObject({
    rules: expect.arrayContaining([
      [true, true, true],
      [false, false, false],
    ]),
    system: {
      heard: ['post.letter.sent hello'],
      outcomes: [
        'sent',
        expect.stringContaining('stays "written"'),
        expect.stringContaining('text'),
      ],
      list: { data: [{ text: 'hello', status: 'sent', copies: 1 }] },
    },
  })
}, 60_000)
