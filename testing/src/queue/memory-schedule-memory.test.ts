/** The memory of schedules keeps the contract, and a scheduler makes up for what it finds in it. */
import { memoryScheduler } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { describeScheduleMemory } from '../contracts.ts'
import { FakeClock } from '../fake-clock.ts'
import { cronExpressions } from './cron.ts'
import { memoryScheduleMemory } from './memory-schedule-memory.ts'

const shared = memoryScheduleMemory()
describeScheduleMemory(() => shared)

test('a system that was down makes up for the hours that it finds missing', async () => {
  const memory = memoryScheduleMemory()
  const clock = new FakeClock()
  await memory.remember('test.hourly', clock.now() - 3 * 3_600_000)
  const scheduler = memoryScheduler({ clock, cron: cronExpressions(), memory })
  const runs: number[] = []
  const work = ({ scheduledFor }: { readonly scheduledFor: number }) => runs.push(scheduledFor)
  scheduler.define('test.hourly', '0 * * * *', work, { catchUp: true })

  await scheduler.start()
  clock.advance(1)
  await scheduler.settled()
  await scheduler.stop()

  expect(runs).toEqual([2, 1, 0].map((hours) => clock.now() - 1 - hours * 3_600_000))
})
