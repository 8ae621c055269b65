/** Does what the READMEs say, word by word, with a server that was really started; only the port differs. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readmes = ['README.md', 'examples/trading/README.md'].filter((file) =>
  existsSync(join(root, file)),
)

describe.each(readmes)('%s', (file) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plinth-readme-'))
  const steps = stepsOf(readFileSync(join(root, file), 'utf8'))
  let server: Server

  beforeAll(async () => {
    server = await startServer(dataDir)
  })

  afterAll(async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true })
  })

  test('shows calls', () => {
    expect(steps.length).toBeGreaterThan(0)
  })

  test.each(steps)('$text', async ({ command, answer }) => {
    const ask = async () => readAnswer(await run(command, server.url))
    const first = ask()

    // Events are handled after the answer to what caused them: what one looks at may be on its way.
    const isChange = command.includes('-X ')
    await expect.poll(() => (isChange ? first : ask()), { timeout: 5_000 }).toEqual(answer)
  })
})

interface Step {
  /** The line above the call. */
  readonly text: string
  readonly command: string
  /** What the README shows: anything that has at least this. */
  readonly answer: unknown
}

/** Every block of `sh` with calls, and the block of `json` or `http` that follows it. */
function stepsOf(readme: string): readonly Step[] {
  const blocks = [...readme.matchAll(/([^\n]*)\n+```(\w*)\n(.*?)```/gs)]
  return blocks.flatMap(([, text = '', language, command = ''], index) => {
    if (language !== 'sh' || !command.startsWith('curl ')) return []
    const [, , answerLanguage = '', answer = ''] = blocks[index + 1] ?? []
    const isAnswer = answerLanguage === 'json' || answerLanguage === 'http'
    return [{ text, command, answer: isAnswer ? shown(readAnswer(answer)) : expect.anything() }]
  })
}

interface Answer {
  /** `HTTP/1.1 409 Conflict`, where header fields are shown. */
  readonly status?: string
  readonly body: unknown
}

function readAnswer(text: string): Answer {
  const parts = text.replaceAll('\r', '').split('\n\n')
  const [head = ''] = parts
  if (!head.startsWith('HTTP/')) return { body: parsed(text) }

  const [status = ''] = head.split('\n')
  return { status, body: parsed(parts.slice(1).join('\n\n')) }
}

function parsed(text: string): unknown {
  return text.trim() === '' ? null : JSON.parse(text)
}

/** An object shows some of its fields, a list all of its items; `…` stands for anything. */
function shown(value: unknown): unknown {
  if (value === '…') return expect.anything()
  if (Array.isArray(value)) return value.map(shown)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, field]) => [key, shown(field)])
  return expect.objectContaining(Object.fromEntries(fields))
}

async function run(command: string, url: string): Promise<string> {
  const here = command.replaceAll('http://127.0.0.1:3000', url)
  const { stdout } = await promisify(execFile)('bash', ['-c', here])
  return stdout
}

interface Server {
  readonly url: string
  readonly stop: () => Promise<void>
}

async function startServer(dataDir: string): Promise<Server> {
  const { DATABASE_URL: _, ...rest } = process.env
  const env = { ...rest, APP_ENV: 'development', PORT: '0', PLINTH_DATA_DIR: dataDir }
  const main = ['--conditions=plinth-source', 'examples/trading/main.ts']
  const child = spawn(process.execPath, main, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  return { url: await urlOf(child), stop: () => stopped(child) }
}

/** The address in the banner, once the server is ready. */
async function urlOf({ stdout, stderr }: ChildProcess): Promise<string> {
  if (!stdout || !stderr) throw new Error('the server has no output to read')
  const complaints: unknown[] = []
  stderr.on('data', (text) => complaints.push(text))
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /API\s+(http:\S+)\/api/.exec(line) ?? []
    if (url === undefined) continue
    stdout.resume()
    return url
  }
  throw new Error(`the server did not start: ${complaints.join('')}`)
}

async function stopped(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
}
