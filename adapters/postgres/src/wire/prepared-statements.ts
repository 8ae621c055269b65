/** Remembers which statements a connection has parsed, so that each is parsed and planned once. */
import type { Column } from './row-reader.ts'

/** A statement as one connection knows it. */
export interface Prepared {
  /** Its name on the connection; empty when it is not kept. */
  readonly name: string
  readonly text: string
  /** Whether the server knows it under this name. */
  parsed: boolean
  /** What its rows look like, once the server has said so. It refuses to change that silently. */
  columns: readonly Column[] | null
}

/** The prepared statements of one role on one connection: a bounded number, the oldest leave. */
export class PreparedStatements {
  readonly #prefix: string
  readonly #limit: number
  readonly #byText = new Map<string, Prepared>()

  /** With limit 0 nothing is kept: for proxies that cannot follow prepared statements. */
  constructor(prefix: string, limit: number) {
    this.#prefix = prefix
    this.#limit = limit
  }

  /** Finds the statement of this text, or makes room for it. */
  take(text: string): Prepared {
    const known = this.#byText.get(text)
    if (known) return this.#refresh(known)

    refuseCommand(text)
    if (this.#limit === 0) return { name: '', text, parsed: false, columns: null }

    const prepared = { name: this.#freeName(), text, parsed: false, columns: null }
    this.#byText.set(text, prepared)
    return prepared
  }

  /** Has every statement parsed again at its next use: the tables under them have changed. */
  forget(): void {
    for (const prepared of this.#byText.values()) {
      prepared.parsed = false
      prepared.columns = null
    }
  }

  // Order of use matters only where something has to leave.
  #refresh(prepared: Prepared): Prepared {
    if (this.#byText.size < this.#limit) return prepared

    this.#byText.delete(prepared.text)
    this.#byText.set(prepared.text, prepared)
    return prepared
  }

  // The newcomer takes the name of the one that leaves, and closes it by being parsed.
  #freeName(): string {
    const [oldest] = this.#byText.values()
    if (!oldest || this.#byText.size < this.#limit) return `${this.#prefix}${this.#byText.size}`

    this.#byText.delete(oldest.text)
    return oldest.name
  }
}

const notForBatches =
  /^\s*(begin|start|commit|end|rollback|abort|savepoint|release|prepare|copy)\b/i

// A statement that ended the transaction would end its role and organization with it; `copy` speaks
// a protocol of its own.
function refuseCommand(text: string): void {
  const word = notForBatches.exec(text)?.[1]
  if (!word) return

  throw new TypeError(`"${word}" is no statement for a driver that opens and commits by itself`)
}
