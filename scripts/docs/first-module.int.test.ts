/** Does what "your first module" says: writes its files, compiles them, runs their tests, starts and calls them. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageFiles } from './page-files.ts'
import { shownAnswer } from './shown-answer.ts'
import { asking, shownCalls } from './shown-calls.ts'
import { type StartedServer, startServer } from './started-server.ts'

const page = readFileSync('docs/first-module.md', 'utf8')
const files = pageFiles(page)
const calls = shownCalls(page)
const made = 'docs/.examples/first-module'

beforeAll(() => {
  rmSync(made, { recursive: true, force: true })
  for (const { path, code } of files) write(path, code)
  write('tsconfig.json', JSON.stringify(settings))
  write('vitest.config.ts', testSettings)
})

afterAll(() => rmSync(made, { recursive: true, force: true }))

test('the files of the page compile as strictly as the house', () => {
  expect(files.length).toBeGreaterThan(0)
  expect(compiled()).toBe('')
}, 60_000)

test('the mistake of the page is told in the words of the page', () => {
  const path = 'examples/studio/billing/invoice-machine.ts'
  const { code = '' } = files.find((file) => file.path === path) ?? {}
  const [, sentence = ''] = /^```\n(error TS.*)\n```$/m.exec(page) ?? []

  write(path, code.replace("target: 'overdue'", "target: 'overdeu'"))
  const said = compiled()
  write(path, code)

  expect(sentence).not.toBe('')
  expect(said).toContain(sentence)
}, 60_000)

test('the tests of the page pass', () => {
  const { stdout, status } = run('vitest', ['run', '--root', made])

  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('3 passed'),
  })
}, 120_000)

describe('the server of the page', () => {
  let server: StartedServer

  beforeAll(async () => {
    server = await startServer(`${made}/examples/studio/main.ts`)
  })

  afterAll(() => server.stop())

  test.each(calls)('$text', async (call) => {
    const answer = asking(call, server.url)

    await expect.poll(answer, { timeout: 5_000 }).toEqual(shownAnswer(call))
  })
})

const settings = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    rootDir: '../../..',
    types: ['node'],
  },
  include: ['examples'],
  exclude: [],
}

const testSettings = `
const conditions = ['plinth-source']
export default {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { execArgv: ['--conditions=plinth-source'], testTimeout: 60_000 },
}
`

function write(path: string, text: string): void {
  const file = `${made}/${path}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function compiled(): string {
  return run('tsc', ['--project', made]).stdout
}

function run(tool: string, parameters: readonly string[]) {
  return spawnSync(`node_modules/.bin/${tool}`, parameters, { encoding: 'utf8' })
}
