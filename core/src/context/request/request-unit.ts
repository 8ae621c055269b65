/** The unit of work behind a request: none yet, one that only looks, or the open one of a handler. */
import { readOnlyUnit, type UnitScope, UnitOfWork } from '../../repository/index.ts'
import type { Kernel } from '../kernel.ts'
import { runUnit, type UnitWork } from './run-unit.ts'

/** How far a request may go. */
export interface RequestUnitParts {
  /** On whose behalf the units of the request work. */
  readonly scope: UnitScope
  /** Default: none is open yet. */
  readonly unit?: UnitOfWork
  /** Whether a query is being answered, which changes nothing. Default false. */
  readonly isReading?: boolean
}

/** What a handler does in a unit, and what is kept of it. */
export interface Attempt<R> extends Pick<UnitWork<R>, 'claim' | 'keyed'> {
  readonly work: (inner: RequestUnit) => R | Promise<R>
}

/** Knows which unit of work a request's reads and writes belong to. */
export class RequestUnit {
  readonly scope: UnitScope
  readonly isReading: boolean
  #unit: UnitOfWork | null

  constructor({ scope, unit, isReading = false }: RequestUnitParts) {
    this.scope = scope
    this.isReading = isReading
    this.#unit = unit ?? null
  }

  /** The unit that a command's handler works in; null outside one. */
  get writing(): UnitOfWork | null {
    return this.#unit && this.#unit.scope.readOnly !== true ? this.#unit : null
  }

  /** The unit to read with: outside a handler one may look, and not write. */
  open(): UnitOfWork {
    this.#unit ??= new UnitOfWork({ ...this.scope, readOnly: true })
    return this.#unit
  }

  /** The same request as a query's handler sees it. */
  reading(): RequestUnit {
    return new RequestUnit({ scope: this.scope, unit: this.open().reader(), isReading: true })
  }

  /**
   * Has something done with the commit where one is to come; false when there is none.
   *
   * @throws BusinessError `unit.read-only` inside a query.
   */
  afterCommit(act: () => void): boolean {
    if (this.isReading) throw readOnlyUnit('add jobs or send messages')
    this.writing?.afterCommit(act)
    return this.writing !== null
  }

  /**
   * Runs work once: as a part of the unit that is open for writing, or in one of its own that commits.
   *
   * @throws BusinessError `unit.read-only` inside a query.
   */
  async attempt<R>(kernel: Kernel, { work, ...kept }: Attempt<R>): Promise<R> {
    const { scope, writing } = this
    if (this.isReading) throw readOnlyUnit('have a command done or fire an event')
    const within = (unit: UnitOfWork) => work(new RequestUnit({ scope, unit }))
    return writing ? asPart(writing, within) : runUnit(kernel, { ...kept, scope, work: within })
  }
}

/** Runs work as a part of a unit, which takes back what the part did when it fails. */
async function asPart<R>(unit: UnitOfWork, work: (part: UnitOfWork) => R | Promise<R>): Promise<R> {
  const part = unit.part()
  try {
    const result = await work(part)
    part.join()
    return result
  } catch (error) {
    part.drop()
    throw error
  }
}
