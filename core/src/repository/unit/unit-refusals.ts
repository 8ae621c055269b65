/** What a unit of work refuses, because of how a handler uses it. */
import { BusinessError } from '../../errors/index.ts'

/** Says that a query tried to do more than read. */
export function readOnlyUnit(what: string): BusinessError {
  return new BusinessError(
    'unit.read-only',
    `a query only reads: it cannot ${what}; make it a command`,
    { what },
  )
}

/** Says that something was started in a unit and not awaited. */
export function endedUnit(what: string): BusinessError {
  return new BusinessError(
    'unit.ended',
    `it is too late to ${what}: the command has ended; await everything that a handler starts`,
    { what },
  )
}

/** Says that what a part did cannot be taken back. */
export function entangledUnit(entity: string, id: string): BusinessError {
  return new BusinessError(
    'unit.entangled',
    `one of several commands that ran side by side failed, and others had built on its ${entity} ${id}; await one before the next`,
    { entity, id },
  )
}
