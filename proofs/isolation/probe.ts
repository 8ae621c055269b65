/** Probes one operation of a system, whatever it is. */
import type { Operation } from './operations.ts'
import { probeCreate } from './probe-create.ts'
import { probeList } from './probe-list.ts'
import { probeMessage } from './probe-message.ts'
import type { ProbeParts } from './probe-parts.ts'
import { probeRecord } from './probe-record.ts'

/** Probes an operation with what is the caller's own, what is the other's, and what nobody has. */
export async function probe(operation: Operation, parts: ProbeParts): Promise<void> {
  switch (operation.kind) {
    case 'list':
      return probeList(operation, parts)
    case 'create':
      return probeCreate(operation, parts)
    case 'record':
      return probeRecord(operation, parts)
    case 'message':
      return probeMessage(operation, parts)
    case 'open': {
      await parts.witness.ask({ method: operation.method, path: operation.path })
    }
  }
}

/** Sorts operations: what reads, what makes, what changes, and last what takes away. */
export function inProbingOrder(operations: readonly Operation[]): readonly Operation[] {
  return operations.toSorted((one, other) => turnOf(one) - turnOf(other))
}

function turnOf({ method, kind }: Operation): number {
  if (method === 'GET') return 0
  if (kind === 'create') return 1
  return method === 'DELETE' ? 3 : 2
}
