/**
 * A scheduler in this process: each schedule has a timer for its next time.
 *
 * made → `start` looks up what passed while the system was down, and sets the timers → `stop` calls
 * them off and waits for the runs that have begun. A timer looks at the clock again when it fires, and
 * once an hour at least, as clocks are set right.
 */
import { CoreError } from '../../errors/index.ts'
import {
  type Cancel,
  type Clock,
  type Logger,
  meantOrKnown,
  silentLogger,
  type Timestamp,
  within,
} from '../../primitives/index.ts'
import type { Cron } from './cron.ts'
import { dueBetween, firstAfter, type Timetable } from './schedule.ts'
import type {
  ScheduledJob,
  ScheduledWork,
  ScheduleMemory,
  ScheduleOptions,
  Scheduler,
} from './scheduler.ts'
import { isTimeZone } from './zoned-time.ts'

/** What a scheduler works with. */
export interface MemorySchedulerParts {
  readonly clock: Clock
  readonly cron: Cron
  /** Default: silent. */
  readonly logger?: Logger
  /** Default: nothing is remembered beyond this process, and nothing is made up for. */
  readonly memory?: ScheduleMemory
  /** How long `stop` waits for runs that have begun, in milliseconds. Default 5,000. */
  readonly stopWithin?: number
}

/** Creates a scheduler that does nothing before `start`. */
export function memoryScheduler(parts: MemorySchedulerParts): Scheduler {
  return new MemoryScheduler(parts)
}

interface Entry {
  readonly name: string
  readonly timetable: Timetable
  readonly overlap: boolean
  readonly payload: unknown
  readonly work: ScheduledWork
  next: Timestamp | null
  lastRun: Timestamp | null
  isPaused: boolean
  running: number
  timer: Cancel | null
}

const longestTimer = 3_600_000

class MemoryScheduler implements Scheduler {
  readonly #parts: MemorySchedulerParts
  readonly #entries = new Map<string, Entry>()
  readonly #runs = new Set<Promise<void>>()
  #phase: 'made' | 'running' | 'stopped' = 'made'

  constructor(parts: MemorySchedulerParts) {
    this.#parts = parts
  }

  // oxlint-disable-next-line max-params -- see Scheduler
  define(name: string, cron: string, work: ScheduledWork, options: ScheduleOptions = {}): void {
    const { timezone = 'UTC', overlap = false, catchUp = false } = options
    const problems = problemsOfSchedule(this.#parts.cron, { cron, timezone })
    if (problems.length > 0) {
      throw invalid(`schedule "${name}": ${problems.join('; ')}`, { name, cron, timezone })
    }
    const timetable = { cron, timezone, catchUp }
    this.#add({ ...newEntry, name, timetable, overlap, payload: null, work })
  }

  // oxlint-disable-next-line max-params -- see Scheduler
  runOnce(name: string, at: Timestamp | Date, payload: unknown, work: ScheduledWork): void {
    const moment = Number(at)
    if (!Number.isFinite(moment))
      throw invalid(`schedule "${name}": "${String(at)}" is no moment`, { name })
    this.#add({ ...newEntry, name, timetable: { at: moment }, overlap: true, payload, work })
  }

  cancel(name: string): void {
    const entry = this.#get(name)
    entry.timer?.()
    this.#entries.delete(name)
  }

  pause(name: string): void {
    const entry = this.#get(name)
    entry.isPaused = true
    entry.timer?.()
    entry.timer = null
  }

  resume(name: string): void {
    const entry = this.#get(name)
    if (!entry.isPaused) return
    entry.isPaused = false
    const now = this.#parts.clock.now()
    if (!('at' in entry.timetable)) entry.next = this.#firstAfter(entry, now)
    this.#setTimer(entry)
  }

  list(): readonly ScheduledJob[] {
    return [...this.#entries.values()].map(viewOf)
  }

  getNext(name: string): Timestamp | null {
    return viewOf(this.#get(name)).next
  }

  async start(): Promise<void> {
    if (this.#phase !== 'made') return
    this.#phase = 'running'
    for (const entry of this.#entries.values()) await this.#begin(entry)
  }

  async settled(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.#runs)
  }

  async stop(): Promise<void> {
    this.#phase = 'stopped'
    for (const { timer } of this.#entries.values()) timer?.()
    const { clock, logger = silentLogger, stopWithin = 5_000 } = this.#parts
    const late = () => new CoreError('system.stopped', 'runs have not ended in time')
    await within(() => this.settled(), { clock, ms: stopWithin, late }).catch((error: unknown) => {
      logger.warn('schedules were still running when their time was over', { error })
    })
  }

  #add(entry: Entry): void {
    const { name } = entry
    if (this.#entries.has(name)) throw invalid(`there is a schedule "${name}" already`, { name })
    this.#entries.set(name, entry)
    const { timetable } = entry
    entry.next = 'at' in timetable ? timetable.at : this.#firstAfter(entry, this.#parts.clock.now())
    if (this.#phase === 'running') this.#setTimer(entry)
  }

  async #begin(entry: Entry): Promise<void> {
    const { timetable, name } = entry
    const isMadeUpFor = 'catchUp' in timetable && timetable.catchUp
    const last = isMadeUpFor ? await this.#parts.memory?.lastRun(name) : null
    const now = this.#parts.clock.now()
    if (!('at' in timetable)) entry.next = this.#firstAfter(entry, last ?? now)
    this.#setTimer(entry)
  }

  #firstAfter({ timetable }: Entry, after: Timestamp): Timestamp | null {
    return firstAfter(this.#parts.cron, timetable, after)
  }

  #setTimer(entry: Entry): void {
    entry.timer?.()
    entry.timer = null
    if (entry.next === null || entry.isPaused || this.#phase !== 'running') return

    const { clock } = this.#parts
    const wait = Math.min(entry.next - clock.now(), longestTimer)
    entry.timer = clock.after(wait, () => this.#look(entry))
  }

  #look(entry: Entry): void {
    const { clock, cron } = this.#parts
    const now = clock.now()
    if (entry.next !== null && entry.next <= now) {
      const { runs, next } = dueBetween(cron, entry.timetable, { from: entry.next, now })
      entry.next = next
      const run = this.#runAll(entry, runs)
      this.#runs.add(run)
      void run.finally(() => this.#runs.delete(run))
    }
    this.#setTimer(entry)
  }

  /** Never rejects. Times that are made up for are run one after the other. */
  async #runAll(entry: Entry, times: readonly Timestamp[]): Promise<void> {
    if (entry.running > 0 && !entry.overlap) return
    entry.running += 1
    for (const scheduledFor of times) await this.#run(entry, scheduledFor)
    entry.running -= 1
  }

  async #run(entry: Entry, scheduledFor: Timestamp): Promise<void> {
    const { name, payload, work } = entry
    const { logger = silentLogger, memory } = this.#parts
    entry.lastRun = scheduledFor
    try {
      await work({ name, scheduledFor, payload })
      await memory?.remember(name, scheduledFor)
    } catch (error) {
      logger.error('schedule failed', { name, scheduledFor, error })
    }
  }

  #get(name: string): Entry {
    const entry = this.#entries.get(name)
    if (entry) return entry
    const hint = meantOrKnown(name, this.#entries.keys())
    throw new CoreError('schedule.unknown', `there is no schedule "${name}". ${hint}`, { name })
  }
}

/** Says what is wrong with an expression and its zone, a sentence each: also that it is never due. */
export function problemsOfSchedule(
  expressions: Cron,
  { cron, timezone }: { readonly cron: string; readonly timezone: string },
): readonly string[] {
  const expression = problemOfExpression(expressions, cron)
  const zone = `"${timezone}" is no time zone; a zone is like Europe/Berlin or UTC`
  return [...(expression === null ? [] : [expression]), ...(isTimeZone(timezone) ? [] : [zone])]
}

// An expression names no year: what is not due from the beginning of time is due at no other.
function problemOfExpression(expressions: Cron, cron: string): string | null {
  const problem = expressions.problemOf(cron)
  if (problem !== null) return `"${cron}" is no cron expression: ${problem}`
  return expressions.next(cron, 0) === null ? `"${cron}" is never due` : null
}

const newEntry = { next: null, lastRun: null, isPaused: false, running: 0, timer: null }

function viewOf({ name, timetable, next, lastRun, isPaused }: Entry): ScheduledJob {
  const isOnce = 'at' in timetable
  return {
    name,
    cron: isOnce ? null : timetable.cron,
    timezone: isOnce ? 'UTC' : timetable.timezone,
    next: isPaused ? null : next,
    lastRun,
    isPaused,
  }
}

function invalid(sentence: string, facts: Readonly<Record<string, unknown>>): CoreError {
  return new CoreError('schedule.invalid', sentence, facts)
}
