/** Remembers which row last had which key, so that a file cannot name one record twice unseen. */

/** How many keys are remembered; a repetition further apart is not noticed. */
const rememberedKeys = 100_000

/** Remembers keys with their lines. */
export class RecentKeys {
  readonly #lines = new Map<string, number>()

  /** Answers the line that had this key before; undefined, and remembers it, when none is known. */
  lineBefore(key: readonly unknown[], line: number): number | undefined {
    const text = JSON.stringify(key)
    const before = this.#lines.get(text)
    if (before !== undefined) return before

    const [oldest] = this.#lines.size >= rememberedKeys ? this.#lines.keys() : []
    if (oldest !== undefined) this.#lines.delete(oldest)
    this.#lines.set(text, line)
    return undefined
  }
}
