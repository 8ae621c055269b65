/** The port to a scheduler: what is done again and again, or once, at a time of the wall clock. */
import type { Timestamp } from '../../primitives/index.ts'

/** How a recurring schedule is kept. */
export interface ScheduleOptions {
  /** The zone whose wall clock is meant (IANA): `Asia/Kolkata`. Default `UTC`. */
  readonly timezone?: string
  /** Whether it begins although the run before has not ended; otherwise that time is left out. Default false. */
  readonly overlap?: boolean
  /**
   * Whether the times that passed while the system was down are made up for, the oldest first, the last
   * 100 at most; otherwise they are left out. Default false.
   */
  readonly catchUp?: boolean
}

/** One time that a schedule is due. */
export interface ScheduledRun {
  readonly name: string
  /** The moment that it is for; it may begin later. */
  readonly scheduledFor: Timestamp
  /** What `runOnce` was given; null for a recurring schedule. */
  readonly payload: unknown
}

/** Does what a schedule is for. What it rejects with is logged: the next time comes all the same. */
export type ScheduledWork = (run: ScheduledRun) => unknown

/** A schedule, as it stands now. */
export interface ScheduledJob {
  readonly name: string
  /** Null when it is due once. */
  readonly cron: string | null
  readonly timezone: string
  /** When it is due next; null when it is paused, or never again. */
  readonly next: Timestamp | null
  /** The moment that it was due last; null before. */
  readonly lastRun: Timestamp | null
  readonly isPaused: boolean
}

/**
 * Keeps schedules. A time that the wall clock shows twice, when it is put back, is due once: the first
 * time; one that it leaves out, when it is put forward, is due at the moment of the leap.
 */
export interface Scheduler {
  /**
   * Adds a recurring schedule. Expressions have five fields: minute, hour, day of the month, month, day
   * of the week.
   *
   * @throws CoreError `schedule.invalid` for an expression or a zone that is none, or a name that is taken.
   */
  // oxlint-disable-next-line max-params -- as every scheduler has it: what, when, what is done, how
  define(name: string, cron: string, work: ScheduledWork, options?: ScheduleOptions): void
  /** Adds a schedule that is due once; at once when the moment has passed. @throws CoreError `schedule.invalid` */
  // oxlint-disable-next-line max-params -- see define
  runOnce(name: string, at: Timestamp | Date, payload: unknown, work: ScheduledWork): void
  /** Forgets a schedule; a run that has begun goes on. @throws CoreError `schedule.unknown` */
  cancel(name: string): void
  /** Lets times pass until `resume`. @throws CoreError `schedule.unknown` */
  pause(name: string): void
  /**
   * Goes on with the next time; what passed in between is left out, but for what is due once: it is
   * done now. @throws CoreError `schedule.unknown`
   */
  resume(name: string): void
  /** Lists all schedules, in the order in which they were added. */
  list(): readonly ScheduledJob[]
  /** Says when it is due next; null when it is paused, or never again. @throws CoreError `schedule.unknown` */
  getNext(name: string): Timestamp | null
  /** Begins. Schedules that were added before wait until then. */
  start(): Promise<void>
  /** Resolves when every run that has begun has ended. */
  settled(): Promise<void>
  /** Begins no further run, and resolves when those that have begun have ended, after 5 s at the latest. */
  stop(): Promise<void>
}

/** Remembers across restarts when schedules were due: what `catchUp` looks at. */
export interface ScheduleMemory {
  lastRun(name: string): Promise<Timestamp | null>
  remember(name: string, scheduledFor: Timestamp): Promise<void>
}
