/** What core asks of its host: the time, timers, chance and ids; the one file that touches the host. */
import { IDGenerator } from './id/id-generator.ts'

/** A moment: milliseconds since 1970-01-01T00:00:00Z, leap seconds left out. */
export type Timestamp = number

/** Calls a timer off. Does nothing once the timer has fired or was called off. */
export type Cancel = () => void

/** Tells the time and wakes. A test hands in its own, and a year of timers takes milliseconds. */
export interface Clock {
  /** Tells the time of day. It may jump back when the host is set right. */
  now(): Timestamp
  /** Reads a stopwatch in milliseconds: only the difference of two readings means something. */
  elapsed(): number
  /**
   * Calls back once after `ms` milliseconds, however many those are; 0 or less means soon, never at once.
   * A pending timer does not keep the process alive, unless it `holds` it.
   */
  after(ms: number, callback: () => void, options?: TimerOptions): Cancel
}

/** What a timer is for. */
export interface TimerOptions {
  /** Whether the process must not end before: somebody's work goes on then. Default false. */
  readonly holds?: boolean
}

/** A source of chance. */
export interface Random {
  /** Fills the bytes so that nobody can guess them: fit for ids, tokens and keys. */
  fill(bytes: Uint8Array): void
  /** Draws a number from 0 up to, and without, 1. May be guessable: for jitter, never for secrets. */
  next(): number
}

/** All that core knows of the machine it runs on. */
export interface Platform {
  readonly clock: Clock
  readonly random: Random
  readonly ids: IDGenerator
}

/** Creates the platform of the real host: its clock, its random source, and ULIDs made from both. */
export function systemPlatform(): Platform {
  return {
    clock: systemClock,
    random: systemRandom,
    ids: new IDGenerator(systemClock, systemRandom),
  }
}

// What every host since Node 20 has, as far as core needs it. Core's compiler settings know no host,
// and these declarations are seen in this file alone.
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }
declare const performance: { now(): number }
declare function setTimeout(callback: () => void, ms: number): HostTimer
declare function clearTimeout(timer: HostTimer): void

/** Node hands out an object, browsers a number. */
type HostTimer = number | { unref?(): unknown }

const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: startTimer,
}

const systemRandom: Random = {
  fill: fillFromHost,
  next: () => Math.random(),
}

// Hosts keep the delay in 32 bits and fire a longer one at once.
const longestDelay = 2 ** 31 - 1

function startTimer(
  ms: number,
  callback: () => void,
  { holds = false }: TimerOptions = {},
): Cancel {
  let timer: HostTimer
  const wait = (rest: number): void => {
    const delay = Math.min(Math.max(rest, 0), longestDelay)
    timer = setTimeout(() => (rest > delay ? wait(rest - delay) : callback()), delay)
    if (!holds && typeof timer === 'object') timer.unref?.()
  }

  wait(ms)
  return () => clearTimeout(timer)
}

// The host refuses to fill more than this in one call.
const mostBytes = 65_536

function fillFromHost(bytes: Uint8Array): void {
  for (let start = 0; start < bytes.length; start += mostBytes) {
    crypto.getRandomValues(bytes.subarray(start, start + mostBytes))
  }
}
