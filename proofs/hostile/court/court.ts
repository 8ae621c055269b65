/**
 * Puts inputs to core and judges what comes of each.
 *
 * Every attempt is timed. One that takes too long is made again, and counts as a stall only when it costs
 * the thread as much time each time: else the machine was busy, or memory was being collected.
 */
import { inspect } from 'node:util'
import { inheritance, songsSoFar } from './canary.ts'
import type { Outcome, Trial } from './trial.ts'

/** The longest that one input may hold everybody else up, in milliseconds. */
const stallLimit = 50

/** The longest text of a refusal, its facts included: a hostile input must not make a large answer. */
const longestRefusal = 100_000

/** How an area fared. */
export interface Tally {
  inputs: number
  accepted: number
  /** Accepted, and the answer held against an oracle. */
  checked: number
  refused: number
}

/** The kinds of fault. */
export type FaultKind = 'crash' | 'stall' | 'wrong acceptance' | 'wrong refusal' | 'executed'

/** A fault, in a sentence. */
export interface Fault {
  readonly kind: FaultKind
  readonly sentence: string
}

/** Hears one input after the other. */
export class Court {
  readonly #tallies = new Map<string, Tally>()
  readonly #faults: Fault[] = []
  readonly #inheritance = inheritance()
  #slowest = { ms: 0, area: 'none' }

  /** Puts an input to core and judges the outcome. */
  async hear(trial: Trial): Promise<void> {
    const before = songsSoFar()
    const { outcome, ms } = await timed(trial)
    const tally = this.#tallyOf(trial.area)
    tally.inputs += 1
    this.#judge(trial, outcome, tally)
    if (songsSoFar() > before) this.#note('executed', trial, 'something of it was executed')
    await this.#judgeTime(trial, ms)
  }

  /** Looks whether what all objects inherit is as it was. */
  lookAtPrototypes(): void {
    if (inheritance() === this.#inheritance) return
    this.#faults.push({ kind: 'executed', sentence: 'what all objects inherit has changed' })
  }

  get faults(): readonly Fault[] {
    return this.#faults
  }

  get tallies(): ReadonlyMap<string, Readonly<Tally>> {
    return this.#tallies
  }

  /** What the dearest input takes each time it is repeated. */
  get slowest(): { readonly ms: number; readonly area: string } {
    return this.#slowest
  }

  #judge(trial: Trial, outcome: Outcome, tally: Tally): void {
    switch (outcome.kind) {
      case 'crashed':
        return this.#note('crash', trial, `core threw ${told(outcome.error)}`)
      case 'refused': {
        tally.refused += 1
        const { code } = outcome.refusal
        if (trial.isAcceptable) this.#note('wrong refusal', trial, `${code}: it is in order`)
        if (!trial.codes.includes(code)) this.#note('crash', trial, `refused with ${code}`)
        if (sizeOf(outcome.refusal) > longestRefusal) this.#note('crash', trial, 'endless refusal')
        return
      }
      case 'answered': {
        tally.accepted += 1
        const fault = outcome.fault()
        if (fault !== undefined) tally.checked += 1
        if (trial.isAcceptable === false) this.#note('wrong acceptance', trial, 'it was accepted')
        else if (fault) this.#note('wrong acceptance', trial, fault)
      }
    }
  }

  async #judgeTime(trial: Trial, ms: number): Promise<void> {
    if (ms < Math.max(1, Math.min(this.#slowest.ms, stallLimit))) return

    const cost = Math.min(ms, await repeated(trial))
    if (cost > this.#slowest.ms) this.#slowest = { ms: cost, area: trial.area }
    if (cost > stallLimit) this.#note('stall', trial, `it took ${Math.round(cost)} ms each time`)
  }

  #note(kind: FaultKind, { area, input }: Trial, sentence: string): void {
    this.#faults.push({ kind, sentence: `${area}: ${kind}: ${sentence}: ${shown(input)}` })
  }

  #tallyOf(area: string): Tally {
    const tally = this.#tallies.get(area) ?? { inputs: 0, accepted: 0, checked: 0, refused: 0 }
    this.#tallies.set(area, tally)
    return tally
  }
}

async function timed(trial: Trial): Promise<{ readonly outcome: Outcome; readonly ms: number }> {
  const startedAt = performance.now()
  const attempt = trial.attempt()
  const outcome = attempt instanceof Promise ? await attempt : attempt
  return { outcome, ms: performance.now() - startedAt }
}

const repeats = 3

/** The least time that a repeat costs, by the clock and of the thread, in milliseconds. */
async function repeated(trial: Trial): Promise<number> {
  let least = Infinity
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = process.threadCpuUsage()
    const { ms } = await timed(trial)
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, ms, (user + system) / 1_000)
  }
  return least
}

function sizeOf(refusal: Extract<Outcome, { kind: 'refused' }>['refusal']): number {
  if (!('facts' in refusal)) return refusal.text.length
  return refusal.message.length + (JSON.stringify(refusal.facts)?.length ?? 0)
}

function told(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : typeof error
}

// Nothing of an input is called, or there would be no telling who called it.
function shown(input: unknown): string {
  const settings = {
    depth: 6,
    maxArrayLength: 12,
    maxStringLength: 100,
    breakLength: Infinity,
    compact: true,
  }
  return inspect(input, { ...settings, customInspect: false, getters: false }).slice(0, 400)
}
