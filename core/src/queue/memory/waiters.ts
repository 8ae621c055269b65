/** Those who wait until something is over. */

interface Waiter {
  readonly isOver: () => boolean
  readonly resolve: () => void
}

/** Holds them until they are told that something has gone on. */
export class Waiters {
  #waiting: Waiter[] = []

  /** Resolves at once, or at the first `tell` at which it is over. */
  until(isOver: () => boolean): Promise<void> {
    if (isOver()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ isOver, resolve }))
  }

  /** Something has gone on: lets go of those for whom it is over. */
  tell(): void {
    const over = this.#waiting.filter(({ isOver }) => isOver())
    this.#waiting = this.#waiting.filter((waiter) => !over.includes(waiter))
    for (const { resolve } of over) resolve()
  }

  /** Lets go of all, as nothing will go on any more. */
  release(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve()
  }
}
