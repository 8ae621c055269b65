/** The host's time, timers, chance and ids do as they promise. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemPlatform } from './platform.ts'
import { isUlid } from './id/ulid.ts'

const day = 86_400_000

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test('a timer calls back once, after its time and not before', () => {
  const { clock } = systemPlatform()
  const rang = vi.fn()

  clock.after(1_000, rang)

  vi.advanceTimersByTime(999)
  expect(rang).not.toHaveBeenCalled()
  vi.advanceTimersByTime(day)
  expect(rang).toHaveBeenCalledTimes(1)
})

test('a timer longer than the 24.8 days of the host fires when it is due, not at once', () => {
  const { clock } = systemPlatform()
  const rang = vi.fn()

  clock.after(60 * day, rang)

  vi.advanceTimersByTime(60 * day - 1)
  expect(rang).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(rang).toHaveBeenCalledTimes(1)
})

test('a timer that is called off never calls back, in its first leg or a later one', () => {
  const { clock } = systemPlatform()
  const rang = vi.fn()

  const cancelShort = clock.after(1_000, rang)
  const cancelLong = clock.after(60 * day, rang)
  cancelShort()
  vi.advanceTimersByTime(30 * day)
  cancelLong()
  vi.advanceTimersByTime(60 * day)

  expect(rang).not.toHaveBeenCalled()
})

test('a pending timer lets the process end', async () => {
  const said = await runProgram(`after(3_600_000, () => {})
    process.stdout.write('done')`)

  expect(said).toBe('done')
})

test('a pending timer that somebody waits for keeps the process until it has fired', async () => {
  const said = await runProgram(`after(20, () => process.stdout.write('fired'), { holds: true })`)

  expect(said).toBe('fired')
})

test('the clock tells the time of day, and the stopwatch what has passed', () => {
  const { clock } = systemPlatform()
  vi.setSystemTime(1_700_000_000_000)
  const start = clock.elapsed()

  vi.advanceTimersByTime(250)

  expect(clock.now()).toBe(1_700_000_000_250)
  expect(clock.elapsed() - start).toBeCloseTo(250)
})

test('random bytes fill arrays beyond what the host fills in one call, to the last byte', () => {
  const { random } = systemPlatform()
  const bytes = Uint8Array.from({ length: 200_000 }, () => 0)

  random.fill(bytes)

  for (const start of [0, 65_536, 131_072, 199_900]) {
    expect(bytes.subarray(start, start + 100).some((byte) => byte !== 0)).toBe(true)
  }
})

test('ids are ULIDs of now', () => {
  const { ids, random } = systemPlatform()

  const id = ids.generateFor('ord_')

  expect(isUlid(id, 'ord_')).toBe(true)
  expect(random.next()).toBeLessThan(1)
})

/** Runs a program of its own that has the clock's `after`; answers what it wrote. */
async function runProgram(program: string): Promise<string> {
  const platform = new URL('./platform.ts', import.meta.url).href
  const text = `import { systemPlatform } from ${JSON.stringify(platform)}
    const { after } = systemPlatform().clock
    ${program}`
  const run = promisify(execFile)

  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', text], {
    timeout: 20_000,
  })
  return stdout
}
