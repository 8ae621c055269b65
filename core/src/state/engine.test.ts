/** The machines of a system, asked about facts. */
import { expect, test } from 'vitest'
import { createFSMEngine, type FSMEngine } from './engine.ts'
import type { FSMContext, StateMachine } from './machine.ts'

const door: StateMachine = {
  id: 'door',
  entityType: 'Door',
  initial: 'closed',
  states: {
    closed: {
      on: {
        open: { target: 'open', guard: { field: 'actor.roles', op: 'contains', value: 'porter' } },
        lock: 'locked',
      },
    },
    open: { on: { close: 'closed' }, after: [{ delay: 60_000, target: 'closed' }] },
    locked: { on: { unlock: 'closed', brick: 'wall' } },
    wall: { terminal: true },
  },
  meta: { description: 'A door' },
}

const context = (...roles: readonly string[]): FSMContext => ({
  entity: {},
  actor: { id: 'usr_1', roles, orgId: 'org_1' },
})

function engine(): FSMEngine {
  const made = createFSMEngine()
  made.register(door)
  return made
}

test('an event can happen for whom its guard lets through', () => {
  const fsm = engine()

  expect(fsm.can('door', 'closed', 'open', context('porter'))).toBe(true)
  expect(fsm.can('door', 'closed', 'open', context('guest'))).toBe(false)
  expect(fsm.can('door', 'closed', 'jump', context('porter'))).toBe(false)
})

test('what would happen is told, or why it does not', () => {
  const fsm = engine()

  const opened = fsm.transition('door', 'closed', 'open', context('porter'))
  const refused = fsm.transition('door', 'closed', 'open', context('guest'))

  expect(opened).toMatchObject({ ok: true, value: { from: 'closed', to: 'open', actions: [] } })
  expect(refused).toMatchObject({ ok: false, error: { allowed: ['lock'] } })
})

test('valid events and reachable states are listed', () => {
  const fsm = engine()

  expect(fsm.validEvents('door', 'closed', context('porter'))).toEqual(['open', 'lock'])
  expect(fsm.validEvents('door', 'closed', context())).toEqual(['lock'])
  expect(fsm.reachableStates('door', 'open')).toEqual(['closed', 'open', 'locked', 'wall'])
  expect(fsm.reachableStates('door', 'wall')).toEqual([])
})

test('a machine is found by its name, with its diagram drawn', () => {
  const { meta, ...rest } = engine().resolve('door')

  expect(rest).toEqual({ ...door, meta: undefined, ...rest })
  expect(meta?.description).toBe('A door')
  expect(meta?.diagram).toMatch(/^stateDiagram-v2\n/)
})

test('a diagram that a machine brings is kept', () => {
  const fsm = createFSMEngine()
  fsm.register({ ...door, meta: { diagram: 'stateDiagram-v2' } })

  expect(fsm.resolve('door').meta?.diagram).toBe('stateDiagram-v2')
})

test('a name that nobody has is told with the nearest one', () => {
  expect(() => engine().resolve('doar')).toThrow('there is no machine "doar". Did you mean "door"?')
  expect(() => engine().validEvents('door', 'ajar', context())).toThrow(
    'machine "door" has no state "ajar"; it has: closed, open, locked, wall',
  )
})

test('a machine with mistakes is refused with all of them, and a name is taken once', () => {
  const fsm = engine()

  expect(() => fsm.register({ ...door, id: 'gate', initial: 'clsed' })).toThrow(
    'machine "gate": initial "clsed" is not a state. Did you mean "closed"?',
  )
  expect(() => fsm.register(door)).toThrow('machine "door" is registered already')
})
