/** What every memory of schedules must do: know when each was due last, across restarts. */
import type { ScheduleMemory } from '@plinth/core/runtime'
import { describe, expect, test } from 'vitest'
import { newName } from '../new-name.ts'

/** Runs the suite. `open` is called again in a test: it opens the same memory, as a restart does. */
export function describeScheduleMemory(open: () => ScheduleMemory | Promise<ScheduleMemory>): void {
  describe('as every memory of schedules', () => {
    test('a schedule that was never due has no last run', async () => {
      const memory = await open()

      expect(await memory.lastRun(newName('test'))).toBeNull()
    })

    test('the moment that was remembered last comes back, to the millisecond', async () => {
      const memory = await open()
      const name = newName('test')

      await memory.remember(name, noon)
      await memory.remember(name, noon + 60_001)

      expect(await memory.lastRun(name)).toBe(noon + 60_001)
    })

    test('what was remembered is there after a restart', async () => {
      const name = newName('test')
      await (await open()).remember(name, noon)

      const restarted = await open()

      expect(await restarted.lastRun(name)).toBe(noon)
    })

    test.each(['__proto__', 'constructor', "'; drop table x", 'é\u2028'])(
      'schedules are told apart by name, %j like any other',
      async (odd) => {
        const memory = await open()
        const [one, other] = [newName(odd), newName(odd)]

        await memory.remember(one, noon)

        expect(await memory.lastRun(one)).toBe(noon)
        expect(await memory.lastRun(other)).toBeNull()
      },
    )
  })
}

const noon = Date.UTC(2026, 10, 20, 12)
