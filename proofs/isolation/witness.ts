/** Asks as one organization, and notes each answer that holds a byte of the other, or tells of it. */
import type { Answer, Api, Question } from '../api/api.ts'
import { rowsOf, type Tenant } from './tenant.ts'

/** What is noted. */
export interface Notes {
  readonly requests: number
  /** Answers in which a byte of the other organization was found. */
  readonly leaks: readonly string[]
  /** Where a foreign value is answered otherwise than a missing one. */
  readonly telltales: readonly string[]
  /** Where the caller's own rows should have come back, and did not. */
  readonly blanks: readonly string[]
}

/** A question that is asked with one value, and then with another. */
export interface Twins {
  readonly foreign: unknown
  readonly missing: unknown
  readonly question: (value: unknown) => Question
}

/** Asks and notes. */
export class Witness {
  readonly #api: Api
  readonly #own: Tenant
  readonly #foreign: readonly string[]
  readonly #ownBytes: readonly string[]
  /** What the caller himself has sent of the other's: to find that in an answer gives nothing away. */
  readonly #known = new Set<string>()
  #requests = 0
  readonly #leaks: string[] = []
  readonly #telltales: string[] = []
  readonly #blanks: string[] = []

  constructor(api: Api, { own, foreign }: { readonly own: Tenant; readonly foreign: Tenant }) {
    this.#api = api
    this.#own = own
    this.#foreign = bytesOf(foreign)
    this.#ownBytes = bytesOf(own)
  }

  get notes(): Notes {
    return {
      requests: this.#requests,
      leaks: this.#leaks,
      telltales: this.#telltales,
      blanks: this.#blanks,
    }
  }

  /** Asks, and notes what must not be in the answer. */
  async ask(question: Question): Promise<Answer> {
    this.#requests += 1
    const answer = await this.#api(question)
    const found = this.#foreignIn(answer)
    if (found !== undefined) this.#leaks.push(`${titleOf(question)} answers ${found}`)
    return answer
  }

  /** Asks for something of one's own, which has to come back. */
  async askOwn(question: Question): Promise<Answer> {
    const answer = await this.ask(question)
    const text = withoutAll(textOf(answer), [question.path, question.path.split('/').at(-1) ?? ''])
    const isThere = answer.status < 300 && this.#ownBytes.some((bytes) => text.includes(bytes))
    if (!isThere) this.#blanks.push(`${titleOf(question)} answers ${summaryOf(answer)}`)
    return answer
  }

  /** Asks with a value of the other organization and with one that nobody has: both have one answer. */
  async askTwins({ foreign, missing, question }: Twins): Promise<void> {
    for (const text of textsIn(foreign)) this.#known.add(text)
    const one = await this.ask(question(foreign))
    const other = await this.ask(question(missing))
    const [told, silent] = [this.#bare(one, foreign), this.#bare(other, missing)]
    if (told === silent) return
    this.#telltales.push(
      `${titleOf(question(foreign))} answers ${told.slice(0, 200)}, and for a missing one ${silent.slice(0, 200)}`,
    )
  }

  #foreignIn(answer: Answer): string | undefined {
    const text = withoutAll(textOf(answer), this.#known)
    const at = this.#foreign.map((bytes) => text.indexOf(bytes)).find((index) => index >= 0)
    return at === undefined ? undefined : `…${text.slice(Math.max(0, at - 40), at + 60)}…`
  }

  /** The answer without what differs between any two answers. */
  #bare(answer: Answer, value: unknown): string {
    const names = [...answer.headers.keys()].toSorted().join(' ')
    const text = withoutAll(`${answer.status} ${answer.text} ${names}`, textsIn(value))
    return text
      .replaceAll(/"trace_id":"[^"]*"/g, '')
      .replaceAll(/\b[a-z]+_[0-7][0-9A-Z]{25}\b/g, '‹id›')
      .replaceAll(/\bSO-[0-9A-Z]{12}\b/g, '‹number›')
      .replaceAll(/\b1[789]\d{11}\b/g, '‹now›')
      .replaceAll(new RegExp(`${this.#own.marker}\\w*`, 'g'), '‹own›')
      .replaceAll(/"version":\d+/g, '"version":‹n›')
  }
}

/** What gives an organization away: its marker, and the ids of its rows. */
function bytesOf(tenant: Tenant): readonly string[] {
  const ids = [...tenant.rows.keys()].flatMap((entity) =>
    rowsOf(tenant, entity).map(({ id }) => id),
  )
  return [tenant.marker, tenant.organization, ...ids]
}

function textOf({ headers, text }: Answer): string {
  return `${[...headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${text}`
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap(textsIn) : []
}

// The longest first: one may be a part of another.
function withoutAll(text: string, parts: Iterable<string>): string {
  const sorted = [...parts].filter(Boolean).toSorted((one, other) => other.length - one.length)
  return sorted.reduce((left, part) => left.replaceAll(part, ''), text)
}

function titleOf({ method, path, body }: Question): string {
  return `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body).slice(0, 120)}`}`
}

function summaryOf({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 160)}`
}
