/** The scheduler of one process keeps the contract of every scheduler, and remembers what it missed. */
import { cronExpressions, FakeClock } from '@plinth/testing'
import { describeScheduler } from '@plinth/testing/contracts'
import { expect, test } from 'vitest'
import type { Timestamp } from '../../index.ts'
import { memoryScheduler, type ScheduleMemory } from '../../runtime.ts'

const cron = cronExpressions()
const hour = 3_600_000

describeScheduler(async (clock) => memoryScheduler({ clock, cron }))

test('what passed while the system was down is made up for, where that is wanted', async () => {
  const { memory, clock } = { memory: newMemory(), clock: new FakeClock() }
  const first = await started(clock, memory)
  clock.advance(hour)
  await first.settled()
  await first.stop()
  clock.advance(3 * hour)
  expect(first.runs).toEqual(['patient 09', 'forgetful 09'])

  const second = await started(clock, memory)
  clock.advance(0)
  await second.settled()

  expect(second.runs).toEqual(['patient 10', 'patient 11', 'patient 12'])
  await second.stop()
})

test('of what was missed in a long time, the last hundred are made up for', async () => {
  const { memory, clock } = { memory: newMemory(), clock: new FakeClock() }
  await memory.remember('patient', clock.now())
  clock.advance(300 * hour)

  const { runs, settled, stop } = await started(clock, memory)
  clock.advance(0)
  await settled()

  expect(runs).toHaveLength(100)
  await stop()
})

test('a clock that was set forward brings a schedule once, and one that was set back not again', async () => {
  const clock = new FakeClock()
  let shift = 0
  const skewed = {
    now: () => clock.now() + shift,
    elapsed: () => clock.elapsed(),
    after: (ms: number, callback: () => void) => clock.after(ms, callback),
  }
  const scheduler = memoryScheduler({ clock: skewed, cron })
  const runs: number[] = []
  scheduler.define('hourly', '0 * * * *', ({ scheduledFor }) => void runs.push(scheduledFor))
  await scheduler.start()

  shift = 5 * hour
  clock.advance(hour)
  await scheduler.settled()
  shift = 4 * hour
  clock.advance(hour)
  await scheduler.settled()

  const moments = runs.map((at) => new Date(at).toISOString().slice(11, 13))
  expect(moments).toEqual(['14'])
  await scheduler.stop()
})

async function started(clock: FakeClock, memory: ScheduleMemory) {
  const scheduler = memoryScheduler({ clock, cron, memory })
  const runs: string[] = []
  const work = ({ name, scheduledFor }: { name: string; scheduledFor: Timestamp }) =>
    void runs.push(`${name} ${new Date(scheduledFor).toISOString().slice(11, 13)}`)
  scheduler.define('patient', '0 * * * *', work, { catchUp: true })
  scheduler.define('forgetful', '0 * * * *', work)
  await scheduler.start()
  return { runs, settled: () => scheduler.settled(), stop: () => scheduler.stop() }
}

function newMemory(): ScheduleMemory {
  const runs = new Map<string, Timestamp>()
  return {
    lastRun: async (name) => runs.get(name) ?? null,
    remember: async (name, scheduledFor) => void runs.set(name, scheduledFor),
  }
}
