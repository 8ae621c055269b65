/** Keeps what a process says: all of its beginning until one has found what one waits for, then its end. */
import type { Readable } from 'node:stream'

const most = 8_000

/** Reads outputs, so that whoever writes is never held up, and keeps the last of it. */
export class LastLines {
  #text = ''

  constructor(outputs: readonly Readable[]) {
    for (const output of outputs) {
      output.setEncoding('utf8').on('data', (chunk: string) => {
        this.#text = (this.#text + chunk).slice(-most)
      })
    }
  }

  get text(): string {
    return this.#text
  }

  /** Finds a text in what is kept. */
  find(pattern: RegExp): string | undefined {
    return pattern.exec(this.#text)?.[0]
  }
}
