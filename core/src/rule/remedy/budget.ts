/** Bounds the work of a search, whatever it is given: a unit is about what comparing two values costs. */
export class Budget {
  #left: number

  constructor(units: number) {
    this.#left = units
  }

  /** Takes units out, and tells whether there were as many. Once there were not, there never are again. */
  spend(units: number): boolean {
    this.#left -= units
    return this.#left >= 0
  }
}
