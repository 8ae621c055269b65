/** Remembers in memory when schedules were due: for tests of what is made up for after a restart. */
import type { Timestamp } from '@plinth/core'
import type { ScheduleMemory } from '@plinth/core/runtime'

/** Creates a memory that nothing is in yet. Hand it to two systems one after the other: a restart. */
export function memoryScheduleMemory(): ScheduleMemory {
  const runs = new Map<string, Timestamp>()
  return {
    lastRun: async (name) => runs.get(name) ?? null,
    remember: async (name, scheduledFor) => void runs.set(name, scheduledFor),
  }
}
