/** Collects what is wrong with a map, so that all of it is told at once. */
import { meantOrKnown } from '@plinth/core/runtime'

/** What was found so far: where in the map, and a sentence. */
export class MapMistakes {
  readonly #lines: string[] = []

  get lines(): readonly string[] {
    return this.#lines
  }

  add(place: string, sentence: string): void {
    this.#lines.push(place === '' ? sentence : `${place}: ${sentence}`)
  }

  /** Adds that a name is none of the known ones, with the one that was probably meant. */
  unknown(place: string, { what, name, known }: UnknownName): void {
    const hint = meantOrKnown(name, known)
    this.add(place, `there is no ${what} "${name.slice(0, 100)}". ${hint}`)
  }
}

/** A name that leads nowhere, and those that would. */
export interface UnknownName {
  readonly what: string
  readonly name: string
  readonly known: readonly string[]
}
