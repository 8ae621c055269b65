/** The values of a statement while it is written: each gets the next number. */

/** Collects parameters. */
export class Bindings {
  readonly #values: unknown[] = []

  /** Adds a value; returns what stands for it in the text: `$3`. */
  add(value: unknown): string {
    this.#values.push(value)
    return `$${this.#values.length}`
  }

  /** The values, in the order of their numbers. */
  get values(): readonly unknown[] {
    return this.#values
  }
}
