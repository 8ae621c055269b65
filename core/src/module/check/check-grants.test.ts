/** A grant that nobody will ever ask for is a mistake; what messages ask for can be granted. */
import { expect, test } from 'vitest'
import {
  type Caller,
  defineCommand,
  defineEntity,
  defineMachine,
  defineModule,
  field,
  type ModuleDefinition,
  permission,
  type RoleGrants,
  roleTable,
} from '../../index.ts'
import { createSystem, memoryDatabase } from '../../runtime.ts'

const Ticket = defineEntity({
  name: 'Ticket',
  idPrefix: 'tic_',
  fields: { status: field.oneOf(['open', 'done'], { default: 'open' }) },
})
const machine = defineMachine({
  id: 'ticket',
  entity: Ticket,
  initial: 'open',
  states: { open: { on: { solve: 'done' } }, done: { terminal: true } },
})
const mark = defineCommand('desk.mark', {
  input: { kind: field.string() },
  allow: ({ kind }) => permission(`label.${kind}`),
  handle: () => null,
})
const desk = defineModule({ id: 'desk', version: '1.0.0', entities: [Ticket], machines: [machine] })

test.each([
  [
    'desk.ticket.slove',
    '"desk.ticket.slove", which fits no permission. Did you mean "desk.ticket.solve"?',
  ],
  [
    'erase.desk.tickt',
    '"erase.desk.tickt", which fits no permission. Did you mean "erase.desk.ticket"?',
  ],
  ['desk.tiket.*', '"desk.tiket.*", which fits no permission. Did you mean "desk.ticket.*"?'],
  [
    'desk..x',
    '"desk..x"; write segments between dots, each a name or "*", such as "sales.order.*"',
  ],
])('the grant %s is refused with the nearest right one', (grant, problem) => {
  expect(() => systemOf(desk, { agent: [grant] })).toThrow(`role "agent" is granted ${problem}`)
})

test('what a role may be granted of records is all that their messages ask for', async () => {
  const asked = new Set<string>()
  const permits = (_: unknown, name: string) => asked.add(name).size === 0
  const permissions = { permits }
  const system = createSystem({ modules: [desk], database: memoryDatabase(), permissions })
  await system.start()

  const verbs = ['create', 'update', 'delete', 'erase', 'import', 'fire']
  for (const verb of verbs) await send(`desk.ticket.${verb}`, 'dispatch')
  for (const verb of ['read', 'list', 'history', 'transitions'])
    await send(`desk.ticket.${verb}`, 'query')
  await system.stop()

  expect(asked.size).toBeGreaterThan(6)
  expect(() => systemOf(desk, { all: [...asked, 'desk.ticket.reveal', 'history.*'] })).not.toThrow()

  async function send(type: string, how: 'dispatch' | 'query'): Promise<void> {
    const body = { id: 'tic_1', event: 'solve', changes: {}, records: [], key: [] }
    const message = how === 'query' ? { type, params: body } : { type, payload: body }
    await expect(system.as(caller)[how](message as never)).rejects.toThrow(/\w/)
  }
})

test('where a permission follows from what is asked, only what is near to another one is refused', () => {
  const open = { ...desk, commands: [mark] }

  expect(() => systemOf(open, { agent: ['desk.anything'] })).not.toThrow()
  expect(() => systemOf(open, { agent: ['label.urgent'] })).not.toThrow()
  expect(() => systemOf(open, { agent: ['dsk.ticket.solve'] })).toThrow('"desk.ticket.solve"')
})

const actor = { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' } as const
const caller: Caller = { actor, org: { id: 'org_1', slug: 'one', settings: {} } }

function systemOf(module: ModuleDefinition, grants: RoleGrants): void {
  createSystem({ modules: [module], database: memoryDatabase(), permissions: roleTable(grants) })
}
