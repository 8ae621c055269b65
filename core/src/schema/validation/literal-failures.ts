/** Checks values that are written down in a declaration, before there is a record to hold them. */
import type { FieldSchema, ValidationContext } from '../field.ts'
import { Findings } from './findings.ts'
import { recordCheck } from './record-check.ts'

/**
 * Says of written-down values what the fields refuse, a sentence each. Validators are not asked: they may
 * look at a whole record. The fields must be in order themselves.
 */
export function literalFailures(
  fields: readonly FieldSchema[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  const findings = new Findings(noContext)
  recordCheck(fields.map((field) => ({ ...field, validators: [] })))(values, findings)
  return findings.failures.map(({ message }) => message)
}

const noContext: ValidationContext = {
  entity: {},
  schema: { name: '', fields: [] },
  isCreate: true,
  isUpdate: false,
  actorId: null,
  orgId: null,
  now: 0,
}
