/** What arrives for a record is checked before it is staged. */
import { expect, test } from 'vitest'
import { defineEntity, entitySchema } from '../../entity/index.ts'
import { ValidationError } from '../../errors/index.ts'
import { field } from '../../schema/index.ts'
import { completeValues } from './incoming.ts'

const Patient = defineEntity({
  name: 'Patient',
  idPrefix: 'pat_',
  fields: {
    status: field.oneOf(['waiting', 'treated']),
    finding: field.oneOf(['healthy', 'ill'], { sensitive: true }),
  },
})
const driven = new Map([
  ['status', 'waiting'],
  ['finding', 'healthy'],
])
const schema = entitySchema(Patient, { namespace: 'clinic', driven })

test('what a machine drives is told with its value, and where it is sensitive without', () => {
  const [status, finding] = failuresOf({ status: 'treated', finding: 'ill' })

  expect(status).toMatchObject({
    code: 'driven',
    params: { current: 'waiting', wanted: 'treated' },
    message: 'status is driven by a state machine and stays "waiting"; fire a transition instead',
  })
  expect(finding).toMatchObject({ path: 'finding', code: 'driven', params: {} })
  expect(finding?.message).toBe(
    'finding is driven by a state machine and stays as it is; fire a transition instead',
  )
  expect(JSON.stringify(finding)).not.toMatch(/"ill"|healthy/)
})

function failuresOf(values: Readonly<Record<string, unknown>>) {
  const scope = { organizationId: 'org_a', actorId: null, correlationId: 'cor_1', causedBy: null }
  try {
    completeValues(schema, values, { before: null, driven: false, stored: [], now: 0, scope })
    return []
  } catch (error) {
    if (error instanceof ValidationError) return error.failures
    throw error
  }
}
