/**
 * A shift: several people place orders at one server, until it is killed under their hands.
 *
 * working → over, once the server is killed. A request that is out then fails, and nobody asks again.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { apiOf } from '../api/api.ts'
import { textAt } from '../api/json.ts'
import type { Chance } from '../chance.ts'
import type { Intent } from './intent.ts'
import type { Journal } from './journal.ts'

/** Who works, and what at. */
export interface ShiftParts {
  readonly url: string
  readonly journal: Journal
  readonly nextIntent: () => Intent
  readonly chance: Chance
}

/** How many work side by side. */
const hands = 4

/** The longest pause between two orders of one person, in milliseconds. */
const longestPause = 25

/** A request younger than this may not have left yet. */
const surelySent = 2

/** People at work. */
export class Shift {
  readonly #parts: ShiftParts
  readonly #workers: readonly Promise<void>[]
  readonly #out = new Set<{ readonly since: number }>()
  readonly #complaints: string[] = []
  #isOver = false
  #acknowledged = 0

  constructor(parts: ShiftParts) {
    this.#parts = parts
    this.#workers = Array.from({ length: hands }, () => this.#work())
  }

  /** How many orders this shift was told were placed. */
  get acknowledged(): number {
    return this.#acknowledged
  }

  /** Answers other than an acknowledgement, which no order here should get. */
  get complaints(): readonly string[] {
    return this.#complaints
  }

  /** How many requests are out: sent, and not answered. */
  get inFlight(): number {
    const now = performance.now()
    return [...this.#out].filter(({ since }) => now - since >= surelySent).length
  }

  /** Lets nobody begin anything more. */
  call(): void {
    this.#isOver = true
  }

  /** Waits until everybody has his answer, or knows that there will be none. */
  async end(): Promise<void> {
    await Promise.all(this.#workers)
  }

  async #work(): Promise<void> {
    const { chance, nextIntent } = this.#parts
    while (!this.#isOver) {
      await this.#place(nextIntent())
      await delay(chance.between(0, longestPause))
    }
  }

  async #place(intent: Intent): Promise<void> {
    const { url, journal } = this.#parts
    const { mark, roles, customerId, lines } = intent
    const api = apiOf(url, { organization: 'org_north', actor: `usr_${roles.join('_')}`, roles })
    const body = { customerId, lines, requiredAt: mark }
    journal.intend(intent)

    const request = { since: performance.now() }
    this.#out.add(request)
    try {
      const answer = await api({ method: 'POST', path: '/api/v1/commands/sales.placeOrder', body })
      if (answer.status === 200) {
        journal.acknowledge(intent, textAt(answer.body, 'id'))
        this.#acknowledged += 1
      } else await this.#complain(`${answer.status} ${answer.text.slice(0, 300)}`)
    } catch (error) {
      if (!this.#isOver) await this.#complain(`no answer: ${String(error)}`)
    } finally {
      this.#out.delete(request)
    }
  }
  // Whoever got no order through takes a moment before he tries another one.
  async #complain(sentence: string): Promise<void> {
    this.#complaints.push(sentence)
    await delay(100)
  }
}
