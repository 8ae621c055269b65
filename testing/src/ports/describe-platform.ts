/** What every platform must do: time that passes, timers that fire once and in order, chance, and ids. */
import type { Clock, Platform } from '@plinth/core'
import { isUlid, timestampOfUlid } from '@plinth/core'
import { beforeEach, describe, expect, test } from 'vitest'

/** A platform, and what lets time pass on it. */
export interface PlatformGround {
  readonly platform: Platform
  /** Lets so many milliseconds pass, and what falls due on the way fire: by a fake clock, or by faking the host's. */
  readonly pass: (ms: number) => void
}

/** Runs the suite. Each test opens a platform of its own. */
export function describePlatform(open: () => PlatformGround): void {
  describe('as every platform', () => {
    let ground: PlatformGround
    beforeEach(() => {
      ground = open()
    })

    describeTime(() => ground)
    describeTimers(() => ground)
    describeChance(() => ground)
    describeIds(() => ground)
  })
}

type Ground = () => PlatformGround

const day = 86_400_000

function describeTime(ground: Ground): void {
  test('the clock and the stopwatch go on by what has passed', () => {
    const { platform, pass } = ground()
    const { clock } = platform
    const [now, elapsed] = [clock.now(), clock.elapsed()]

    pass(250)

    expect(Number.isSafeInteger(now)).toBe(true)
    expect(clock.now() - now).toBe(250)
    expect(clock.elapsed() - elapsed).toBeCloseTo(250)
  })
}

function describeTimers(ground: Ground): void {
  const noting = (clock: Clock) => {
    const fired: number[] = []
    const set = (ms: number) => clock.after(ms, () => fired.push(ms))
    return { fired, set }
  }

  test('timers fire in the order of their moments, whatever the order in which they were set', () => {
    const { platform, pass } = ground()
    const { fired, set } = noting(platform.clock)
    for (const ms of [300, 100, 200]) set(ms)

    pass(99)
    expect(fired).toEqual([])
    pass(day)

    expect(fired).toEqual([100, 200, 300])
  })

  test('of timers for one moment the one that was set first fires first', () => {
    const { platform, pass } = ground()
    const fired: string[] = []
    for (const name of ['a', 'b', 'c']) platform.clock.after(5, () => fired.push(name))

    pass(5)

    expect(fired).toEqual(['a', 'b', 'c'])
  })

  test.each([0, -5])('a timer of %i milliseconds fires soon, and never at once', (ms) => {
    const { platform, pass } = ground()
    const { fired, set } = noting(platform.clock)

    set(ms)
    expect(fired).toEqual([])
    pass(1)

    expect(fired).toEqual([ms])
  })

  test('a timer for a time that hosts cannot count fires when it is due, and once', () => {
    const { platform, pass } = ground()
    const { fired, set } = noting(platform.clock)
    set(60 * day)

    pass(60 * day - 1)
    expect(fired).toEqual([])
    pass(1)
    pass(60 * day)

    expect(fired).toEqual([60 * day])
  })

  test('a timer that is called off never fires, and calling off what has fired does nothing', () => {
    const { platform, pass } = ground()
    const { fired, set } = noting(platform.clock)
    const [never, late] = [set(100), set(50)]

    never()
    never()
    pass(75)
    late()
    pass(day)

    expect(fired).toEqual([50])
  })

  test('a callback may set timers and call others off', () => {
    const { platform, pass } = ground()
    const { fired, set } = noting(platform.clock)
    platform.clock.after(10, () => {
      never()
      set(20)
    })
    const never = set(15)

    pass(100)

    expect(fired).toEqual([20])
  })
}

function describeChance(ground: Ground): void {
  test('a number is drawn from 0 up to, and without, 1, and another one each time', () => {
    const { random } = ground().platform

    const drawn = Array.from({ length: 1_000 }, () => random.next())

    expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(new Set(drawn).size).toBeGreaterThan(990)
    expect(drawn.some((number) => number < 0.1)).toBe(true)
    expect(drawn.some((number) => number > 0.9)).toBe(true)
  })

  test.each([0, 1, 16, 200_000])('%i bytes are filled to the last', (length) => {
    const { random } = ground().platform
    const bytes = Uint8Array.from({ length }, () => 0)
    const left = new Set(bytes.keys())

    // A byte may be drawn as 0, but hardly eight times.
    for (let turn = 0; turn < 8; turn++) {
      random.fill(bytes)
      for (const at of left) if (bytes[at] !== 0) left.delete(at)
    }

    expect([...left]).toEqual([])
  })
}

function describeIds(ground: Ground): void {
  test('ids are ULIDs of now, each greater than the one before, however many a millisecond', () => {
    const { ids, clock } = ground().platform

    const made = Array.from({ length: 2_000 }, () => ids.generate())

    expect(made.every((id) => isUlid(id))).toBe(true)
    expect(made).toEqual([...new Set(made)].toSorted())
    expect(Math.abs(timestampOfUlid(made[0] ?? '') - clock.now())).toBeLessThan(1_000)
  })

  test('an id of an entity begins with its prefix, and later ones are greater', () => {
    const { platform, pass } = ground()

    const first = platform.ids.generateFor('ord_')
    pass(day)
    const second = platform.ids.generateFor('ord_')

    expect(isUlid(first, 'ord_')).toBe(true)
    expect([second, first].toSorted()).toEqual([first, second])
  })
}
