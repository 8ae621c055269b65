/** Collects what a check finds wrong, with the path to where it is. */
import { type ValidationFailure, validationFailure } from '../../errors/index.ts'
import type { ValidationContext } from '../field.ts'
import { kindOf } from './plain.ts'
import { type CheckCode, type Params, sentences } from './sentences.ts'

/** A field as failures name it. */
export interface Place {
  /** Its key; empty for the record itself. */
  readonly key: string
  /** Whether its values must appear nowhere. */
  readonly sensitive: boolean
}

/** The most failures that one check reports: a hostile input must not make a large answer. */
const mostFailures = 100

/**
 * The failures of one check. While the items of a list are checked, `enter` and `leave` keep the path
 * to the item; `add` puts the field's key at its end.
 */
export class Findings {
  readonly context: ValidationContext
  readonly failures: ValidationFailure[] = []
  #trail: Trail | null = null

  constructor(context: ValidationContext) {
    this.context = context
  }

  /** Whether nothing further would be reported. */
  get isFull(): boolean {
    return this.failures.length >= mostFailures
  }

  /** Reports a failed check of the table. */
  add(place: Place, code: CheckCode, params: Params): void {
    if (this.isFull) return
    const shown = place.sensitive ? withoutValues(params) : params
    this.failures.push(validationFailure(this.#pathTo(place), code, shown, sentences[code]))
  }

  /** Reports that a value has not the type of its field. */
  addType(place: Place, expected: string, value: unknown): void {
    this.add(place, 'type', { expected, given: kindOf(value) })
  }

  /** Reports what a field's own validator found. Of a sensitive value, the code is all that is told. */
  addOwn(place: Place, { code, params, message }: Omit<ValidationFailure, 'path'>): void {
    if (this.isFull) return
    const path = this.#pathTo(place)
    this.failures.push(
      place.sensitive
        ? validationFailure(path, code, {}, () => `${path} is not valid (${code})`)
        : validationFailure(path, code, params, () => `${path} ${message}`),
    )
  }

  /** Goes down into an item of a list; `leave` comes back up. */
  enter(key: string, index: number): void {
    this.#trail = { above: this.#trail, key, index }
  }

  /** Comes back up. */
  leave(): void {
    this.#trail = this.#trail?.above ?? null
  }

  #pathTo({ key }: Place): string {
    if (this.#trail === null) return key
    const path = pathOf(this.#trail)
    return key === '' ? path : `${path}.${key}`
  }
}

/** The way down to an item. It is written out only when there is something to report. */
interface Trail {
  readonly above: Trail | null
  readonly key: string
  readonly index: number
}

function pathOf({ above, key, index }: Trail): string {
  const path = `${key}.${index}`
  return above === null ? path : `${pathOf(above)}.${path}`
}

function withoutValues({ actual: _actual, at: _at, unknown: _unknown, ...rest }: Params): Params {
  return rest
}
