/** The grammar of the command line. */
import { CoreError } from '@plinth/core'
import { expect, test } from 'vitest'
import { OperatorError } from '../operator/operator-error.ts'
import { runCommand } from './run-command.ts'
import { type Call, jsonOption, type Verb } from './verb.ts'

const options = [
  { name: 'org', takes: '<id>', summary: 'the organization', required: true },
  { name: 'dry-run', summary: 'write nothing' },
  jsonOption,
] as const

test('a call reaches its verb with what it names and its options, wherever they stand', async () => {
  const calls: Call[] = []
  const verb = verbThat(async (call) => {
    calls.push(call)
    return 0
  })

  const ended = await run(['--org', 'org_north', 'data', 'move', '--dry-run', 'Customer'], [verb])

  const [call] = calls
  expect(ended).toMatchObject({ code: 0, out: '', err: '' })
  expect(call?.named).toEqual(['Customer'])
  expect(call?.text('org')).toBe('org_north')
  expect([call?.has('dry-run'), call?.has('json')]).toEqual([true, false])
})

test.each([
  [['dta'], 'plinth knows no "dta". Did you mean "data"?'],
  [['xyz'], 'plinth knows no "xyz". There is: data'],
  [['data', 'mvoe'], 'plinth knows no "data mvoe". Did you mean "data move"?'],
  [['data', 'move', 'A'], 'plinth data move: --org <id> is missing'],
  [['data', 'move', 'A', '--org'], 'plinth data move: --org <id> is missing'],
  [['data', 'move', 'A', '--org='], 'plinth data move: --org <id> is missing'],
  [['data', 'move', '--org', 'o'], 'plinth data move: <Entity> is missing'],
  [['data', 'move', 'A', 'B', '--org', 'o'], 'plinth data move: "B" is one word too many'],
  [
    ['data', 'move', 'A', '--org', 'o', '--dry-rnu'],
    'plinth data move: there is no option "--dry-rnu". Did you mean "--dry-run"?',
  ],
  [
    ['data', 'move', 'A', '--org', 'o', '--dry-run=yes'],
    'plinth data move: --dry-run takes no value',
  ],
])('%j is a wrong call, and says what would be right', async (words, sentence) => {
  const ended = await run(words)

  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.err).toMatch(/\n(See|Use): plinth .*\n$/)
  expect(ended.err.split('\n')[0]).toBe(sentence)
})

test('help is an answer when it is asked for, and a reminder when words are missing', async () => {
  const asked = await run(['--help'])
  const missing = await run([])
  const ofNoun = await run(['data'])
  const ofVerb = await run(['data', 'move', '--help'])

  expect(asked).toMatchObject({ code: 0, err: '' })
  expect(asked.out).toContain('plinth data move')
  expect(missing).toEqual({ code: 2, out: '', err: asked.out })
  expect(ofNoun).toMatchObject({ code: 2, out: '' })
  expect(ofVerb).toMatchObject({ code: 0, err: '' })
  expect(ofVerb.out).toContain('plinth data move <Entity> --org <id> [--dry-run] [--json]')
})

test('the version is told', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' })
})

test('a refusal ends with what to try next, for machines too', async () => {
  const verb = verbThat(() =>
    Promise.reject(new OperatorError('the file is empty', { next: 'Give another file.' })),
  )

  const ended = await run(['data', 'move', 'A', '--org', 'o', '--json'], [verb])

  expect(ended.code).toBe(1)
  expect(ended.err).toBe('the file is empty\nGive another file.\n')
  expect(JSON.parse(ended.out)).toEqual({
    kind: 'error',
    message: 'the file is empty',
    next: 'Give another file.',
  })
})

test('a database that is locked is no fault of the program: no stack', async () => {
  const locked = new CoreError('database.locked', 'the data directory d is in use by process 7')

  const ended = await run(callOfMove, [verbThat(() => Promise.reject(locked))])

  expect(ended).toEqual({
    code: 1,
    out: '',
    err: 'the data directory d is in use by process 7\nStop that process, or set PLINTH_DATA_DIR to another directory.\n',
  })
})

test('a fault of the program shows where it is, and no password', async () => {
  const fault = new TypeError('cannot read postgres://app:s3cret@db/shop')

  const ended = await run(callOfMove, [verbThat(() => Promise.reject(fault))])

  expect(ended.code).toBe(1)
  expect(ended.err).toContain('This is a fault in the program')
  expect(ended.err).toContain('run-command.test.ts')
  expect(ended.err).not.toContain('s3cret')
})

const callOfMove = ['data', 'move', 'A', '--org', 'o']

function verbThat(does: Verb['run']): Verb {
  return {
    noun: 'data',
    verb: 'move',
    summary: 'Move records',
    takes: ['<Entity>'],
    options,
    example: 'plinth data move Customer --org org_north',
    run: does,
  }
}

async function run(words: readonly string[], verbs = [verbThat(async () => 0)]) {
  const written = { out: '', err: '' }
  const code = await runCommand(words, verbs, {
    terminal: {
      out: (text) => void (written.out += text),
      err: (text) => void (written.err += text),
      colour: false,
      isLive: false,
    },
    variables: {},
    directory: '.',
    signal: new AbortController().signal,
  })
  return { code, ...written }
}
