/** Collects what a check finds wrong, with the path to where it is. */
import { type ValidationFailure, validationFailure } from '../../errors/index.ts'
import type { ValidationContext } from '../field.ts'
import { addFailure, mostFailures } from './check-failure.ts'
import { kindOf } from './values/plain.ts'
import type { CheckCode, Params } from './sentences.ts'

/** A field as failures name it. */
export interface Place {
  /** Its key; empty for the record itself. */
  readonly key: string
  /** Whether its values must appear nowhere. */
  readonly sensitive: boolean
}

/**
 * The failures of one check. While the items of a list are checked, `enter` and `leave` keep the path
 * to the item; `add` puts the field's key at its end.
 */
export class Findings {
  readonly context: ValidationContext
  readonly failures: ValidationFailure[]
  /** The path to the record that is checked; empty for the whole. */
  readonly #root: string
  #trail: Trail | null = null

  /** Begins, or goes on from what was found before: the failures are added to those. */
  constructor(context: ValidationContext, failures: ValidationFailure[] = [], root = '') {
    this.context = context
    this.failures = failures
    this.#root = root
  }

  /** Whether nothing further would be reported. */
  get isFull(): boolean {
    return this.failures.length >= mostFailures
  }

  /** Reports a failed check of the table. */
  add(place: Place, code: CheckCode, params: Params): void {
    if (this.isFull) return
    addFailure(
      this.failures,
      this.#pathTo(place),
      code,
      place.sensitive ? withoutValues(params) : params,
    )
  }

  /** Reports that a value has not the type of its field. */
  addType(place: Place, expected: string, value: unknown): void {
    this.add(place, 'type', { expected, given: kindOf(value) })
  }

  /** Reports what a field's own validator found. Of a sensitive value, the code is all that is told. */
  addOwn(place: Place, failure: OwnFailure): void {
    addOwnFailure(this.failures, { path: this.#pathTo(place), sensitive: place.sensitive }, failure)
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
    const path = this.#trail === null ? this.#root : joined(this.#root, pathOf(this.#trail))
    return joined(path, key)
  }
}

/** What a field's own validator says. */
export type OwnFailure = Omit<ValidationFailure, 'path'>

/** Adds what a field's own validator said to the failures found, unless there are enough of them. */
export function addOwnFailure(
  found: ValidationFailure[],
  { path, sensitive }: { readonly path: string; readonly sensitive: boolean },
  { code, params, message }: OwnFailure,
): void {
  if (found.length >= mostFailures) return
  found.push(
    sensitive
      ? validationFailure(path, code, {}, () => `${path} is not valid (${code})`)
      : validationFailure(path, code, params, () => `${path} ${message}`),
  )
}

/** What the params of a failure tell of values from outside: left out where those are sensitive. */
export const tellingParams: ReadonlySet<string> = new Set(['actual', 'at', 'unknown'])

/** The way down to an item. It is written out only when there is something to report. */
interface Trail {
  readonly above: Trail | null
  readonly key: string
  readonly index: number
}

/** Puts a key at the end of a path; either may be empty. */
export function joined(path: string, key: string): string {
  if (path === '') return key
  return key === '' ? path : `${path}.${key}`
}

function pathOf({ above, key, index }: Trail): string {
  const path = `${key}.${index}`
  return above === null ? path : `${pathOf(above)}.${path}`
}

function withoutValues(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !tellingParams.has(name)))
}
