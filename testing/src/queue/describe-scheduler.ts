/** What every scheduler must do. */
import type { Scheduler } from '@plinth/core'
import type { ScheduledRun, ScheduledWork } from '@plinth/core/runtime'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FakeClock } from '../fake-clock.ts'
import { aMoment, until } from './queue-stage.ts'

/** Runs the suite. Each test opens a scheduler of its own on the clock that it is handed. */
export function describeScheduler(open: (clock: FakeClock) => Promise<Scheduler>): void {
  describe('as every scheduler', () => {
    describeTimes(open)
    describeManagement(open)
    describeRuns(open)
  })
}

type Open = (clock: FakeClock) => Promise<Scheduler>

const hour = 3_600_000

/** A scheduler at 2026-01-01T08:00Z, a Thursday, and the moments that its schedules ran for. */
async function staged(open: Open, start: string = '2026-01-01T08:00:00Z') {
  const clock = new FakeClock(Date.parse(start))
  const scheduler = await open(clock)
  onTestFinished(() => scheduler.stop())
  const runs: ScheduledRun[] = []
  const work: ScheduledWork = (run) => void runs.push(run)
  const moments = () => runs.map(({ scheduledFor }) => new Date(scheduledFor).toISOString())
  // Hour by hour: a run has to end before the next may begin.
  const pass = async (hours: number) => {
    for (let passed = 0; passed < hours; passed++) {
      clock.advance(hour)
      await scheduler.settled()
    }
  }
  return { clock, scheduler, runs, work, moments, pass }
}

function describeTimes(open: Open): void {
  test('a schedule runs at each of its times, and says for which', async () => {
    const { scheduler, runs, work, moments, pass } = await staged(open)
    scheduler.define('test.daily', '30 9 * * 1-5', work)
    await scheduler.start()

    await pass(5 * 24)

    expect(moments()).toEqual([
      '2026-01-01T09:30:00.000Z',
      '2026-01-02T09:30:00.000Z',
      '2026-01-05T09:30:00.000Z',
    ])
    expect(runs[0]).toMatchObject({ name: 'test.daily', payload: null })
  })

  test('the time is that of the wall clock of its zone, summer and winter', async () => {
    const { scheduler, work, moments, pass } = await staged(open, '2026-03-28T12:00:00Z')
    scheduler.define('test.daily', '0 8 * * *', work, { timezone: 'Europe/Berlin' })
    await scheduler.start()

    await pass(48)

    expect(moments()).toEqual(['2026-03-29T06:00:00.000Z', '2026-03-30T06:00:00.000Z'])
  })

  test('a time that the wall clock leaves out is due at the leap, once', async () => {
    const { scheduler, work, moments, pass } = await staged(open, '2026-03-28T12:00:00Z')
    scheduler.define('test.night', '30 2 * * *', work, { timezone: 'Europe/Berlin' })
    await scheduler.start()

    await pass(48)

    expect(moments()).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'])
  })

  test('a time that the wall clock shows twice is due the first time alone', async () => {
    const { scheduler, work, moments, pass } = await staged(open, '2026-10-24T12:00:00Z')
    scheduler.define('test.night', '30 2 * * *', work, { timezone: 'Europe/Berlin' })
    await scheduler.start()

    await pass(48)

    expect(moments()).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'])
  })

  test('what is due once runs once, with its payload; at once when its moment has passed', async () => {
    const { clock, scheduler, runs, work } = await staged(open)
    scheduler.runOnce('test.later', new Date('2026-01-01T09:00:00Z'), { a: 1 }, work)
    scheduler.runOnce('test.past', Date.parse('2025-01-01T00:00:00Z'), null, work)
    await scheduler.start()

    clock.advance(24 * hour)
    await scheduler.settled()

    expect(runs.map(({ name, payload }) => [name, payload])).toEqual([
      ['test.past', null],
      ['test.later', { a: 1 }],
    ])
    expect(scheduler.getNext('test.later')).toBeNull()
  })

  test('nothing runs before the scheduler does', async () => {
    const { clock, scheduler, runs, work } = await staged(open)
    scheduler.define('test.hourly', '0 * * * *', work)

    clock.advance(2 * hour)
    await aMoment()

    expect(runs).toEqual([])
  })
}

function describeManagement(open: Open): void {
  test('schedules are listed with when they are due next', async () => {
    const { scheduler, work } = await staged(open)
    const timezone = 'Asia/Kolkata'
    scheduler.define('test.daily', '0 8 * * *', work, { timezone })
    scheduler.runOnce('test.once', Date.parse('2026-01-03T00:00:00Z'), null, work)

    const next = Date.parse('2026-01-02T02:30:00Z')
    expect(scheduler.getNext('test.daily')).toBe(next)
    expect(scheduler.list()).toMatchObject([
      { name: 'test.daily', cron: '0 8 * * *', timezone, next, isPaused: false, lastRun: null },
      { name: 'test.once', cron: null },
    ])
  })

  test('while it is paused, times pass; then it goes on with the next', async () => {
    const { clock, scheduler, work, moments } = await staged(open)
    scheduler.define('test.hourly', '0 * * * *', work)
    await scheduler.start()

    scheduler.pause('test.hourly')
    expect(scheduler.getNext('test.hourly')).toBeNull()
    clock.advance(3 * hour + 1)
    scheduler.resume('test.hourly')
    clock.advance(hour)
    await scheduler.settled()

    expect(moments()).toEqual(['2026-01-01T12:00:00.000Z'])
  })

  test('a schedule that was cancelled is not there, and its name is free', async () => {
    const { clock, scheduler, runs, work } = await staged(open)
    scheduler.define('test.hourly', '0 * * * *', work)
    await scheduler.start()

    scheduler.cancel('test.hourly')
    clock.advance(2 * hour)
    await aMoment()

    expect(runs).toEqual([])
    expect(scheduler.list()).toEqual([])
    scheduler.define('test.hourly', '0 * * * *', work)
  })

  test('a name that nobody has is told with the one that was meant', async () => {
    const { scheduler, work } = await staged(open)
    scheduler.define('test.hourly', '0 * * * *', work)

    const names = ['cancel', 'pause', 'resume', 'getNext'] as const
    for (const name of names) {
      expect(() => scheduler[name]('test.hurly')).toThrow(
        'there is no schedule "test.hurly". Did you mean "test.hourly"?',
      )
    }
  })

  test.each([
    ['0 25 * * *', 'UTC'],
    ['0 8 * * *', 'Europe/Berln'],
  ])('%j in %j is refused, and why is said', async (cron, timezone) => {
    const { scheduler, work } = await staged(open)

    const define = () => scheduler.define('test.daily', cron, work, { timezone })

    expect(define).toThrow(expect.objectContaining({ code: 'schedule.invalid' }))
    expect(scheduler.list()).toEqual([])
  })

  test('a name is taken once, and a moment is a moment', async () => {
    const { scheduler, work } = await staged(open)
    scheduler.define('test.daily', '0 8 * * *', work)

    const refused = expect.objectContaining({ code: 'schedule.invalid' })
    expect(() => scheduler.define('test.daily', '0 9 * * *', work)).toThrow(refused)
    expect(() => scheduler.runOnce('test.daily', 0, null, work)).toThrow(refused)
    expect(() => scheduler.runOnce('test.once', new Date('never'), null, work)).toThrow(refused)
  })
}

function describeRuns(open: Open): void {
  test('a run that has not ended keeps the next one from beginning, unless they may overlap', async () => {
    const { clock, scheduler } = await staged(open)
    const begun = { alone: 0, together: 0 }
    const ends: (() => void)[] = []
    const wait = () => new Promise<void>((resolve) => ends.push(resolve))
    scheduler.define('test.alone', '0 * * * *', () => (begun.alone++, wait()))
    scheduler.define('test.together', '0 * * * *', () => (begun.together++, wait()), {
      overlap: true,
    })
    await scheduler.start()

    clock.advance(3 * hour)
    await until(() => ends.length === 4)
    expect(begun).toEqual({ alone: 1, together: 3 })

    for (const end of ends) end()
    await scheduler.settled()
    clock.advance(hour)
    await until(() => ends.length === 6)
    expect(begun).toEqual({ alone: 2, together: 4 })
    for (const end of ends) end()
  })

  test('a run that fails does not keep the next one from coming', async () => {
    const { clock, scheduler } = await staged(open)
    let begun = 0
    scheduler.define('test.hourly', '0 * * * *', () => {
      begun += 1
      throw new Error('broken')
    })
    await scheduler.start()

    clock.advance(hour)
    await scheduler.settled()
    clock.advance(hour)
    await scheduler.settled()

    expect(begun).toBe(2)
  })

  test('a scheduler that has stopped begins nothing more', async () => {
    const { clock, scheduler, runs, work } = await staged(open)
    scheduler.define('test.hourly', '0 * * * *', work)
    await scheduler.start()

    await scheduler.stop()
    clock.advance(2 * hour)
    await aMoment()

    expect(runs).toEqual([])
    expect(clock.pending).toBe(0)
  })
}
