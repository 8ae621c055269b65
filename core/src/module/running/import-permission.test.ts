/** An import tells what is there: who sends one learns what he may read, and nothing else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Caller, defineEntity, defineModule, defineMachine, field } from '../../index.ts'
import { createSystem, type ImportOutcome, memoryDatabase, type System } from '../../runtime.ts'

const Person = defineEntity({
  name: 'Person',
  idPrefix: 'per_',
  fields: {
    number: field.string({ unique: true }),
    name: field.string(),
    salary: field.integer({ sensitive: true }),
    finding: field.oneOf(['fit', 'ill'], { sensitive: true }),
  },
})
const health = defineMachine({
  id: 'health',
  entity: Person,
  field: 'finding',
  initial: 'fit',
  states: { fit: { on: { examine: 'ill' } }, ill: { on: { recover: 'fit' } } },
})
const hr = defineModule({ id: 'hr', version: '1.0.0', entities: [Person], machines: [health] })

let system: System

beforeEach(async () => {
  const permissions = {
    permits: ({ roles }: Caller['actor'], name: string) => roles.includes(name),
  }
  system = createSystem({ modules: [hr], database: memoryDatabase(), permissions })
  await system.start()
  const payload = { number: '1', name: 'Ann', salary: 5_000 }
  await system.as(callerWith(['hr.person.create'])).dispatch({ type: 'hr.person.create', payload })
})

afterEach(() => system.stop())

const [sends, reads, reveals] = ['hr.person.import', 'hr.person.read', 'hr.person.reveal']

test.each([
  ['who may not read', [sends, reveals], 'number', reads],
  ['a key that is a sensitive field, for who may not reveal it', [sends, reads], 'salary', reveals],
])('%s: no import', async (_what, roles, key, permission) => {
  const records = [{ number: '1', name: 'Ann', salary: 5_000 }]

  const refused = imported(roles, { key, records, dryRun: true })
  const granted = imported([...roles, permission], { key, records, dryRun: true })

  await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden', facts: { permission } })
  expect(await granted).toMatchObject([{ outcome: 'unchanged' }])
})

test('without reveal nobody learns whether a sensitive value is the one that is stored', async () => {
  const rehearse = (roles: readonly string[], salary: number) =>
    imported(roles, { key: 'number', records: [{ number: '1', salary }], dryRun: true })

  const blind = [await rehearse([sends, reads], 5_000), await rehearse([sends, reads], 1)]
  const open = [await rehearse([sends, reads, reveals], 5_000)]

  expect(blind.flat()).toMatchObject([{ outcome: 'updated' }, { outcome: 'updated' }])
  expect(open.flat()).toMatchObject([{ outcome: 'unchanged' }])
})

test('nor does he by a sensitive field that a machine drives', async () => {
  const rehearse = (finding: string) =>
    imported([sends, reads], {
      key: 'number',
      records: [{ number: '1', finding }],
      dryRun: true,
    })

  const [same, other] = [await rehearse('fit'), await rehearse('ill')]

  expect(same).toEqual(other)
  expect(same).toMatchObject([{ outcome: 'refused', failures: [{ path: 'finding' }] }])
})

test('what he may read is told as it is', async () => {
  const records = [
    { number: '1', name: 'Ann' },
    { number: '2', name: 'Ben', salary: 1 },
  ]

  const outcomes = await imported([sends, reads], { key: 'number', records })

  expect(outcomes).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'created' }])
})

async function imported(
  roles: readonly string[],
  payload: unknown,
): Promise<readonly ImportOutcome[]> {
  return system.as(callerWith(roles)).dispatch({ type: 'hr.person.import', payload })
}

function callerWith(roles: readonly string[]): Caller {
  const actor = { id: 'act_1', roles, orgId: 'org_1', type: 'human' } as const
  return { actor, org: { id: 'org_1', slug: 'one', settings: {} } }
}
