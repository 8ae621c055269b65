/** Processes around one data directory: killed, rivalling, forgetful. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openEmbedded } from './open-embedded.ts'

const root = await mkdtemp(join(tmpdir(), 'plinth-processes-'))
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

afterAll(() => rm(root, { recursive: true, force: true }))

test('a second process is refused within a second, and told who the first is', async () => {
  const dataDir = join(root, 'rivals')
  const driver = await openEmbedded({ dataDir })

  const rival = run(`
    const start = performance.now()
    const error = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} }).catch((e) => e)
    console.log(JSON.stringify({ ms: performance.now() - start, message: error.message }))`)

  const { ms, message } = JSON.parse(await firstLineOf(rival)) as { ms: number; message: string }
  expect(message).toContain(`${dataDir} is in use by process ${process.pid} since `)
  expect(ms).toBeLessThan(1000)
  await driver.close()
})

test('what a process acknowledged before it was killed is there at the next start', async () => {
  const dataDir = join(root, 'killed')
  const victim = run(`
    const driver = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    await driver.transact({ role: 'login' }, [{ text: 'create table acknowledged (id int)' }])
    for (let id = 1; ; id += 1) {
      await driver.transact({ role: 'login' }, [{ text: 'insert into acknowledged values ($1)', values: [id] }])
      console.log(id)
    }`)
  const acknowledged = await killAfter(victim, 30)

  const driver = await openEmbedded({ dataDir })

  const highest = { text: 'select max(id) as id, count(*) as rows from acknowledged' }
  const { rows } = await driver.query({ role: 'login' }, highest)
  expect(rows[0]?.['id']).toBeGreaterThanOrEqual(acknowledged)
  expect(rows[0]?.['rows']).toBe(rows[0]?.['id'])
  await driver.close()
})

test('a process that forgets to close its driver ends all the same, and frees the directory', async () => {
  const dataDir = join(root, 'forgetful')
  const forgetful = run(`
    const driver = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    await driver.query({ role: 'login' }, { text: 'select 1' })`)

  const [code] = await once(forgetful, 'exit')

  expect(code).toBe(0)
  expect(await readdir(dataDir)).toEqual(['postgres'])
})

test('a process that waits for nothing but a copy of its database gets it', async () => {
  const copier = run(`
    const driver = await openEmbedded()
    console.log((await driver.dump()).length > 1_000_000)`)

  expect(await firstLineOf(copier)).toBe('true')
})

/** Runs a program in a process of its own. */
function run(body: string): ChildProcess {
  const module = JSON.stringify(new URL('./open-embedded.ts', import.meta.url).href)
  const program = `import { openEmbedded } from ${module}\n${body}`
  const flags = ['--conditions=plinth-source', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function firstLineOf(child: ChildProcess): Promise<string> {
  for await (const line of linesOf(child)) return line
  throw new Error('the process said nothing')
}

/** Kills a process after it has printed so many lines; returns how many it came to print. */
async function killAfter(child: ChildProcess, lines: number): Promise<number> {
  let printed = 0
  for await (const _line of linesOf(child)) {
    printed += 1
    if (printed === lines) child.kill('SIGKILL')
  }
  return printed
}

function linesOf({ stdout }: ChildProcess): AsyncIterable<string> {
  if (!stdout) throw new Error('the process has no output')
  return createInterface({ input: stdout })
}
