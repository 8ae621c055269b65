/** Sends records so that a bad one keeps no good one out. */
import { AuthorizationError, CoreError, IntegrationError } from '@plinth/core'
import type { ImportTarget, RecordOutcome, SendOptions, Values } from './import-target.ts'

/**
 * Sends records in one unit of work. When the unit as a whole is refused (a value that another record
 * has, a record that others kept changing meanwhile), its halves are sent on their own, down to the single records that are to blame.
 *
 * @throws what says nothing about the records: a database that is gone, a fault in the system.
 */
export async function sendRecords(
  target: ImportTarget,
  records: readonly Values[],
  options: SendOptions,
): Promise<readonly RecordOutcome[]> {
  try {
    return await target.send(records, options)
  } catch (error) {
    if (!isAboutRecords(error)) throw error
    if (records.length === 1) return [refused(error)]

    const middle = Math.ceil(records.length / 2)
    return [
      ...(await sendRecords(target, records.slice(0, middle), options)),
      ...(await sendRecords(target, records.slice(middle), options)),
    ]
  }
}

/** Tells whether an error is the fault of what was sent: other records may then still go in. */
export function isAboutRecords(error: unknown): error is CoreError {
  if (!(error instanceof CoreError)) return false
  // The system has tried that again by itself: from here on it is this record's trouble alone.
  if (error.code === 'entity.stale') return true
  if (error.transient) return false
  if (error instanceof IntegrationError || error instanceof AuthorizationError) return false
  return !/^(system|message|config|internal|unit)\b/.test(error.code)
}

function refused({ message }: CoreError): RecordOutcome {
  return { outcome: 'refused', failures: [{ path: '', message }] }
}
