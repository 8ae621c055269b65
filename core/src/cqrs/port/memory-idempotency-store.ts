/**
 * An idempotency store for one process, with a life of its own beside any database.
 *
 * A key is free, claimed or kept. Claimed: rivals wait for its holder; when he keeps, all of them get
 * what he kept; when he releases, the first of them holds it. A claim ends by itself after its lease,
 * so nothing is in progress for ever. Kept: until it expires.
 */
import { ConflictError } from '../../errors/index.ts'
import type { Cancel, Clock } from '../../primitives/index.ts'
import type {
  IdempotencyClaim,
  IdempotencyRecord,
  IdempotencySlot,
  IdempotencyStore,
  IdempotencyTurn,
} from '../../adapter/index.ts'

/** How long is waited for whom. */
export interface MemoryIdempotencyOptions {
  /** How long a rival waits for the holder, in milliseconds. Default 10,000. */
  readonly waitMs?: number
  /** After how long a holder counts as gone, in milliseconds. Default 60,000. */
  readonly leaseMs?: number
  /** How many keys are remembered; then the oldest is forgotten. Default 100,000. */
  readonly most?: number
}

/** Creates an empty store. What it holds goes with the process. */
export function memoryIdempotencyStore(
  { clock }: { readonly clock: Clock },
  { waitMs = 10_000, leaseMs = 60_000, most = 100_000 }: MemoryIdempotencyOptions = {},
): IdempotencyStore {
  return new MemoryStore(clock, { waitMs, leaseMs, most })
}

class MemoryStore implements IdempotencyStore {
  readonly #clock: Clock
  readonly #options: Required<MemoryIdempotencyOptions>
  readonly #kept = new Map<string, IdempotencyRecord>()
  readonly #held = new Map<string, Holding>()

  constructor(clock: Clock, options: Required<MemoryIdempotencyOptions>) {
    this.#clock = clock
    this.#options = options
  }

  async find(slot: IdempotencySlot, now: number): Promise<IdempotencyRecord | null> {
    return this.#find(keyOf(slot), now)
  }

  async begin(slot: IdempotencySlot, now: number): Promise<IdempotencyTurn> {
    const key = keyOf(slot)
    const kept = this.#find(key, now)
    if (kept) return { kept }

    const holding = this.#held.get(key)
    return holding ? this.#wait(holding, slot) : { claim: this.#hold(key, []) }
  }

  #find(key: string, now: number): IdempotencyRecord | null {
    const record = this.#kept.get(key)
    if (!record || record.expiresAt > now) return record ?? null
    this.#kept.delete(key)
    return null
  }

  #wait({ rivals }: Holding, slot: IdempotencySlot): Promise<IdempotencyTurn> {
    return new Promise((resolve, reject) => {
      const late = this.#clock.after(this.#options.waitMs, () => {
        rivals.delete(rival)
        reject(busy(slot, this.#options.waitMs))
      })
      const rival: Rival = (turn) => {
        late()
        resolve(turn)
      }
      rivals.add(rival)
    })
  }

  #hold(key: string, rivals: Iterable<Rival>): IdempotencyClaim {
    const release = () => this.#pass(key, holding)
    const expire = this.#clock.after(this.#options.leaseMs, release)
    const holding: Holding = { rivals: new Set(rivals), expire }
    this.#held.set(key, holding)
    return { release, keep: (record) => this.#keep(key, holding, record) }
  }

  /** Only the holder keeps: one whose lease has ended was presumed gone, and another one has his place. */
  #keep(key: string, holding: Holding, record: IdempotencyRecord): void {
    if (this.#held.get(key) !== holding) return
    this.#end(key, holding)
    if (this.#kept.size === this.#options.most) forgetOldest(this.#kept)
    this.#kept.set(key, record)
    for (const rival of holding.rivals) rival({ kept: record })
  }

  #pass(key: string, holding: Holding): void {
    if (this.#held.get(key) !== holding) return
    this.#end(key, holding)
    const [first, ...others] = holding.rivals
    first?.({ claim: this.#hold(key, others) })
  }

  #end(key: string, { expire }: Holding): void {
    expire()
    this.#held.delete(key)
  }
}

/** Somebody who waits for his turn. */
type Rival = (turn: IdempotencyTurn) => void

interface Holding {
  readonly rivals: Set<Rival>
  readonly expire: Cancel
}

function keyOf({ organizationId, actorId, type, key }: IdempotencySlot): string {
  return JSON.stringify([organizationId, actorId, type, key])
}

function forgetOldest(records: Map<string, unknown>): void {
  for (const key of records.keys()) {
    records.delete(key)
    return
  }
}

function busy({ type, key }: IdempotencySlot, waitMs: number): ConflictError {
  return new ConflictError(
    'idempotency.busy',
    `the command "${type}" is still being done under the idempotency key "${key}" after ${waitMs} ms; ask again later`,
    { type, key },
  )
}
