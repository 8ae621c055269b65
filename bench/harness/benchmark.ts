/** What a benchmark is: who is measured against whom, and what is wanted of the outcome. */

/** The parts of the system that have figures. */
export const areas = [
  'core',
  'growth',
  'types',
  'persistence',
  'delivery',
  'http',
  'start',
] as const

/** A part of the system that has figures. */
export type Area = (typeof areas)[number]

/** What is wanted. All of it has to hold. */
export interface Goal {
  /** Ours costs at most this many times what the limit costs. */
  readonly timesLimit?: number
  /** Library → ours is at least this many times as fast. Each makes a row of its own. */
  readonly timesFaster?: Readonly<Record<string, number>>
  /** Ours takes at most this long: where no hand-written code could be a limit. */
  readonly seconds?: number
  /** Ours keeps at most so many bytes: where memory is the goal. */
  readonly bytes?: number
}

/** Someone who does the work that is measured. */
export interface Contender {
  /** Ours is `ours`, hand-written code is `limit`, a peer has the name of its library. */
  readonly name: string
  /**
   * Does the work this many times over. May tell what that took, in nanoseconds, where not all of it counts;
   * where memory is measured, it tells the bytes.
   */
  run(times: number): void | number | Promise<void | number>
}

/** Contenders at the start line: the work is set up, and all of them have given the same answers. */
export interface Contest {
  /** What is read off: time of this process's processors, time on the wall, or the bytes that a contender tells. */
  readonly clock: 'cpu' | 'wall' | 'heap'
  /** How many operations one time of a contender's work has. Default 1. */
  readonly operations?: number
  readonly ours: Contender
  readonly limit?: Contender
  /** Those that are installed. */
  readonly peers?: readonly Contender[]
  /** What whoever reads the figures has to know of them. */
  readonly note?: string
  /** How many times as long as the plan says a round takes, where an operation takes long. Default 1. */
  readonly stretch?: number
  /** Takes down what was set up. */
  close?(): Promise<void>
}

/** One benchmark. It runs in a process of its own. */
export interface Benchmark {
  readonly area: Area
  readonly name: string
  /** What is measured, in one line. */
  readonly shows: string
  readonly goal: Goal
  /** Sets up the work. @throws Error when contenders do not give the same answers */
  prepare(): Promise<Contest>
}
