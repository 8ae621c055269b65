/** The laws of machines, on machines and facts of any kind. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRule } from '../rule/index.ts'
import { checkMachine } from './check/check-machine.ts'
import { candidatesOf, compileMachine } from './compile/compile-machine.ts'
import { createFSMEngine } from './engine.ts'
import type { StateMachine, StateNode, Transition } from './machine.ts'
import { reachableFrom, waysOf } from './reachable.ts'
import { allowedEvents, stateOf, transition } from './transition.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const events = ['go', 'stop', 'turn'] as const

const guards = fc.option(
  fc.integer({ min: 0, max: 9 }).map((value) => ({ field: 'x', op: 'gte', value }) as const),
  { nil: undefined },
)
const ways: fc.Arbitrary<Transition> = fc
  .record({ target: fc.constantFrom(...names), guard: guards })
  .map(({ target, guard }) => (guard ? { target, guard } : { target }))

// A way without a guard stands last, as the check wants it.
const exits = fc
  .tuple(
    fc.array(
      ways.filter(({ guard }) => guard !== undefined),
      { maxLength: 2 },
    ),
    ways,
  )
  .map(([guarded, last]) => [...guarded, last])

const living: fc.Arbitrary<StateNode> = fc.record({
  on: fc.dictionary(fc.constantFrom(...events), exits, { minKeys: 1 }),
  after: fc.array(
    ways.map((way) => ({ ...way, delay: 1 })),
    { maxLength: 1 },
  ),
})
const nodes = fc.oneof({ weight: 4, arbitrary: living }, fc.constant({ terminal: true }))

const machines: fc.Arbitrary<StateMachine> = fc
  .tuple(...names.map(() => nodes))
  .map((states) => ({
    id: 'any',
    entityType: 'Any',
    initial: 'a',
    states: Object.fromEntries(names.map((name, at) => [name, states[at] ?? {}])),
  }))
  .map(withoutIslands)

/** Leaves out what nothing leads to: then the machine is sound. */
function withoutIslands(machine: StateMachine): StateMachine {
  const reached = new Set([machine.initial, ...reachableFrom(machine, machine.initial)])
  const states = Object.entries(machine.states).filter(([name]) => reached.has(name))
  return { ...machine, states: Object.fromEntries(states) }
}

const compiled = (machine: StateMachine) => compileMachine(machine, (guard) => compileRule(guard))
const facts = fc.integer({ min: -1, max: 10 }).map((x) => ({ x }))

test('the machines of these laws are sound', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      expect(checkMachine(machine)).toEqual([])
    }),
  )
})

test('what is reachable is the transitive closure of the ways', () => {
  fc.assert(
    fc.property(machines, (machine) => {
      const closure = closureOf(machine)

      for (const name of Object.keys(machine.states)) {
        expect(new Set(reachableFrom(machine, name))).toEqual(closure.get(name))
      }
    }),
  )
})

test('nothing leaves a terminal state', () => {
  fc.assert(
    fc.property(machines, facts, (declared, given) => {
      const machine = compiled(declared)
      const terminal = [...machine.states.values()].filter((state) => state.terminal)

      for (const { name, after } of terminal) {
        expect(events.map((event) => transition(machine, name, event, given).ok)).toEqual(
          events.map(() => false),
        )
        expect([after, [...reachableFrom(declared, name)]]).toEqual([[], []])
      }
    }),
  )
})

test('a walk stays inside, and goes nowhere that was not reachable', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...events), facts), { maxLength: 30 })
  fc.assert(
    fc.property(machines, steps, (declared, walk) => {
      const machine = compiled(declared)
      let at = machine.initial
      for (const [event, given] of walk) {
        const result = transition(machine, at, event, given)
        if (!result.ok) continue
        expect(reachableFrom(declared, at)).toContain(result.value.to)
        expect(result.value.from).toBe(at)
        at = result.value.to
        expect(machine.states.has(at)).toBe(true)
      }
    }),
  )
})

test('the valid events are those whose transition succeeds', () => {
  fc.assert(
    fc.property(machines, facts, (declared, given) => {
      const machine = compiled(declared)

      for (const name of machine.states.keys()) {
        const succeeding = events.filter((event) => transition(machine, name, event, given).ok)
        expect(new Set(allowedEvents(stateOf(machine, name), given))).toEqual(new Set(succeeding))
      }
    }),
  )
})

test('of several candidates the first that is open is taken, as when one asks them one by one', () => {
  fc.assert(
    fc.property(machines, facts, fc.constantFrom(...events), (declared, given, event) => {
      const machine = compiled(declared)
      for (const [name, node] of Object.entries(declared.states)) {
        const list = candidatesOf(node.on?.[event] ?? [])
        const first = list.find((way) => isOpen(way, given))
        const result = transition(machine, name, event, given)

        expect(result.ok ? result.value.to : undefined).toBe(first?.target)
      }
    }),
  )
})

test('an engine answers as the functions do', () => {
  fc.assert(
    fc.property(machines, facts, (declared, { x }) => {
      const fsm = createFSMEngine()
      const guarded = { ...declared, states: onEntity(declared.states) }
      fsm.register(guarded)
      const context = { entity: { x }, actor: { id: 'u', roles: [], orgId: 'o' } }
      const machine = compiled(declared)

      for (const name of Object.keys(declared.states)) {
        expect(fsm.validEvents('any', name, context)).toEqual(
          allowedEvents(stateOf(machine, name), { x }),
        )
      }
    }),
    { numRuns: 50 },
  )
})

function isOpen({ guard }: Transition, { x }: { readonly x: number }): boolean {
  return !guard || !('value' in guard) || x >= Number(guard.value)
}

/** The closure by definition: go on until no pair is added (Warshall). */
function closureOf({ states }: StateMachine): ReadonlyMap<string, ReadonlySet<string>> {
  const ahead = new Map(
    Object.entries(states).map(([name, state]) => [
      name,
      new Set(waysOf(state).map(({ target }) => target)),
    ]),
  )
  for (const between of ahead.keys()) {
    for (const reached of ahead.values()) {
      if (!reached.has(between)) continue
      for (const further of ahead.get(between) ?? []) reached.add(further)
    }
  }
  return ahead
}

/** The same machine with guards about the record. */
function onEntity(states: StateMachine['states']): StateMachine['states'] {
  const text = JSON.stringify(states).replaceAll('"field":"x"', '"field":"entity.x"')
  const parsed: StateMachine['states'] = JSON.parse(text)
  return parsed
}
