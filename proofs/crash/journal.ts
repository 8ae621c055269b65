/**
 * The journal of the one who places orders: what he meant to do, and what he was told was done.
 *
 * Each line is written to the file before the next step is taken: an intent before the request leaves,
 * an acknowledgement after the whole answer has come.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { listAt, numberAt, parsed, textAt, valueAt } from '../api/json.ts'
import type { Intent } from './intent.ts'

/** An intent, and the id of the order that the server said it had placed; null when it said nothing. */
export interface Entry extends Intent {
  readonly acknowledgedAs: string | null
}

/** Writes the journal. */
export class Journal {
  readonly #path: string
  readonly #file: number
  #acknowledged = 0

  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'a')
  }

  intend(intent: Intent): void {
    this.#write({ kind: 'intent', ...intent })
  }

  acknowledge({ mark }: Intent, id: string): void {
    this.#acknowledged += 1
    this.#write({ kind: 'acknowledged', mark, id })
  }

  get acknowledged(): number {
    return this.#acknowledged
  }

  /** Ends the journal. */
  close(): void {
    closeSync(this.#file)
  }

  /** Reads the journal back from its file. */
  read(): readonly Entry[] {
    const lines = readFileSync(this.#path, 'utf8').trimEnd().split('\n').map(parsed)
    const acknowledged = new Map(
      linesOf(lines, 'acknowledged').map((line) => [numberAt(line, 'mark'), textAt(line, 'id')]),
    )
    return linesOf(lines, 'intent').map((line) => {
      const intent = intentFrom(line)
      return { ...intent, acknowledgedAs: acknowledged.get(intent.mark) ?? null }
    })
  }

  #write(line: Readonly<Record<string, unknown>>): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`)
  }
}

function linesOf(lines: readonly unknown[], kind: string): readonly unknown[] {
  return lines.filter((line) => valueAt(line, 'kind') === kind)
}

function intentFrom(line: unknown): Intent {
  return {
    mark: numberAt(line, 'mark'),
    roles: listAt(line, 'roles').map(String),
    customerId: textAt(line, 'customerId'),
    lines: listAt(line, 'lines').map((wanted) => ({
      productId: textAt(wanted, 'productId'),
      quantity: numberAt(wanted, 'quantity'),
    })),
  }
}
