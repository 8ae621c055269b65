/**
 * The partitions of the outbox that this process delivers, each under an advisory lock.
 *
 * An event's partition follows from its record's id, so whoever holds the partition delivers all
 * events of the record, in order. The locks belong to one session: when its connection is gone they
 * are free, and `held` fails until they are taken anew. Where nobody else can be at work, all are ours.
 */
import { DatabaseError, type Session, type SqlDriver } from '../../driver/index.ts'

/** The partitions, as the outbox's column numbers them. */
const partitions: readonly number[] = Array.from({ length: 16 }, (_, number) => number)

/** The first half of the locks' keys: `plnt` as a number. */
const lockSpace = 0x70_6c_6e_74

/** Holds partitions until they are released. */
export class Partitions {
  readonly #driver: SqlDriver
  #session: Session | null = null
  #held: readonly number[] = []

  constructor(driver: SqlDriver) {
    this.#driver = driver
  }

  /** Takes every partition that nobody holds; returns all that are held here now. */
  async take(): Promise<readonly number[]> {
    if (this.#driver.exclusive) return partitions
    if (this.#session?.lost.aborted) await this.release()
    if (this.#held.length === partitions.length) return this.#held

    this.#session ??= await this.#driver.session()
    const free = partitions.filter((partition) => !this.#held.includes(partition))
    const { rows } = await this.#session.query({ text: lockFree, values: [lockSpace, free] })
    if (rows.length > 0) {
      this.#held = [...this.#held, ...rows.map(({ partition }) => Number(partition))]
    }
    return this.#held
  }

  /**
   * The partitions that are held, those included that others have left since; the same array while
   * they are the same.
   *
   * @throws DatabaseError `database.unreachable` when the connection that held them is lost.
   */
  async held(): Promise<readonly number[]> {
    if (this.#session?.lost.aborted) throw locksLost(this.#driver.place)
    return this.take()
  }

  /** The partitions that are held now; none are taken. */
  current(): readonly number[] {
    return this.#driver.exclusive ? partitions : this.#held
  }

  /** Leaves all partitions to others. */
  async release(): Promise<void> {
    const session = this.#session
    this.#session = null
    this.#held = []
    await session?.release()
  }
}

// in: $1 space, $2 partitions; out: those locked now; locks: advisory, until the session ends
const lockFree = `select p as partition from unnest($2::integer[]) as p
where pg_try_advisory_lock($1::integer, p)`

function locksLost(place: string): DatabaseError {
  return new DatabaseError({
    code: 'database.unreachable',
    message: `the connection to the database (${place}) that held the outbox is lost`,
    outcome: 'nothing',
    transient: true,
  })
}
