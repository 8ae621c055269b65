/** What every store of timers must do: tell what comes next, in order, until it is fired. */
import type { Timestamp } from '@plinth/core'
import type { Timer, TimerStore } from '@plinth/core/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { newName } from '../new-name.ts'

/** A store of timers, and the ways in which they come and go. Where processes share it, this one holds all. */
export interface TimerGround {
  readonly timers: TimerStore
  /** Commits the timers of one new record of the organization, due at these moments, in the given order. */
  readonly set: (organizationId: string, dueAt: readonly Timestamp[]) => Promise<readonly Timer[]>
  /** Commits that a timer was fired, and did nothing else. */
  readonly fire: (timer: Timer) => Promise<void>
}

/** Runs the suite. Timers of others may stand in the store: each test looks at those of its organization. */
export function describeTimerStore(open: () => TimerGround | Promise<TimerGround>): void {
  describe('as every store of timers', () => {
    let ground: TimerGround
    let organizationId: string
    beforeEach(async () => {
      ground = await open()
      organizationId = newName('org')
    })
    const own = async (except: readonly string[] = []) =>
      (await ground.timers.next(10_000, except)).filter(
        (timer) => timer.organizationId === organizationId,
      )

    test('timers come back with all that they know, those that are due first before others', async () => {
      const set = await ground.set(organizationId, [noon + 60_000, noon - 5, noon])

      expect(await own()).toStrictEqual(set.toSorted((one, other) => one.dueAt - other.dueAt))
      expect(set.map(({ dueAt }) => dueAt)).toEqual([noon + 60_000, noon - 5, noon])
    })

    test('the same ones come back until they are fired', async () => {
      const [first, second] = await ground.set(organizationId, [noon, noon + 1])
      expect(await own()).toEqual([first, second])
      expect(await own()).toEqual([first, second])

      if (first) await ground.fire(first)

      expect(await own()).toEqual([second])
    })

    test('no more come than are asked for, and none that is left out', async () => {
      const [first, second] = await ground.set(organizationId, [earliest, earliest + 1])
      const others = (await ground.timers.next(10_000, [])).filter(({ dueAt }) => dueAt < earliest)
      const except = others.map(({ id }) => id)

      expect(await ground.timers.next(1, except)).toEqual([first])
      expect(await ground.timers.next(1, [...except, first?.id ?? ''])).toEqual([second])
      expect(await own([first?.id ?? '', 'tmr_none'])).toEqual([second])
      expect(await ground.timers.next(0, [])).toEqual([])
      if (first) await ground.fire(first)
      if (second) await ground.fire(second)
    })

    test('the timers of every organization are in one order', async () => {
      const other = newName('org')
      const [late] = await ground.set(organizationId, [noon + 20])
      const [early] = await ground.set(other, [noon + 10])

      const ids = (await ground.timers.next(10_000, [])).map(({ id }) => id)

      expect(ids.indexOf(early?.id ?? '')).toBeGreaterThanOrEqual(0)
      expect(ids.indexOf(late?.id ?? '')).toBeGreaterThan(ids.indexOf(early?.id ?? ''))
    })
  })
}

const noon = Date.UTC(2026, 10, 20, 12)
const earliest = Date.UTC(2001, 0, 1)
