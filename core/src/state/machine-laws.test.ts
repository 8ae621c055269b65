/** The laws of machines, on machines and facts of any kind. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRule, type Facts } from '../rule/index.ts'
import { checkMachine } from './check/check-machine.ts'
import { candidatesOf, compileMachine, type Machine, type Move } from './compile/compile-machine.ts'
import { createFSMEngine } from './engine.ts'
import type { StateMachine, StateNode, Transition } from './machine.ts'
import { reachableFrom } from './reachable.ts'
import { allowedEvents, isOpen as isWayOpen, stateOf, transition } from './transition.ts'

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
  const reached = new Set([machine.initial, ...(closureOf(machine).get(machine.initial) ?? [])])
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

test('a walk of events and of time stays inside, and goes nowhere that was not reachable', () => {
  const kinds = fc.constantFrom(...events, 'time' as const)
  const steps = fc.array(fc.tuple(kinds, facts), { maxLength: 30 })
  const taken = { events: 0, time: 0 }
  fc.assert(
    fc.property(machines, steps, (declared, walk) => {
      const machine = compiled(declared)
      const closure = closureOf(declared)
      let at = machine.initial
      for (const [kind, given] of walk) {
        const move =
          kind === 'time' ? timedMove(machine, at, given) : eventMove(machine, at, kind, given)
        if (move === null) continue

        taken[kind === 'time' ? 'time' : 'events'] += 1
        expect(reachableFrom(declared, at)).toContain(move.to)
        expect(closure.get(at)).toContain(move.to)
        expect(move.from).toBe(at)
        expect(declared.states[at]?.terminal ?? false).toBe(false)
        at = move.to
        expect(Object.keys(declared.states)).toContain(at)
        expect([machine.initial, ...reachableFrom(declared, machine.initial)]).toContain(at)
      }
    }),
    { numRuns: 1_000 },
  )

  expect(taken.events).toBeGreaterThan(100)
  expect(taken.time).toBeGreaterThan(20)
})

function eventMove(machine: Machine, from: string, event: string, given: Facts): Move | null {
  const result = transition(machine, from, event, given)
  return result.ok ? result.value : null
}

/** What happens when the first timer of a state is due: as the kernel does, which asks the guard then. */
function timedMove(machine: Machine, from: string, given: Facts): Move | null {
  const [way] = stateOf(machine, from).after
  return way && isWayOpen(way, given) ? way.taken.value : null
}

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

/** The closure by definition: pairs of states, as they are written, until joining them adds none. */
function closureOf({ states }: StateMachine): ReadonlyMap<string, ReadonlySet<string>> {
  const ahead = new Map(Object.keys(states).map((name) => [name, new Set<string>()]))
  for (const [name, { on, after }] of Object.entries(states)) {
    // Wherever the text of a state says `"target":"x"`, a way leads to x, whatever it stands behind.
    for (const [, target = ''] of JSON.stringify([on, after]).matchAll(/"target":"(\w+)"/g)) {
      ahead.get(name)?.add(target)
    }
  }
  for (let size = -1; size !== sizeOf(ahead); ) {
    size = sizeOf(ahead)
    for (const reached of ahead.values()) {
      const further = [...reached].flatMap((name) => [...(ahead.get(name) ?? [])])
      for (const name of further) reached.add(name)
    }
  }
  return ahead
}

function sizeOf(sets: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...sets.values()].reduce((sum, { size }) => sum + size, 0)
}

/** The same machine with guards about the record. */
function onEntity(states: StateMachine['states']): StateMachine['states'] {
  const text = JSON.stringify(states).replaceAll('"field":"x"', '"field":"entity.x"')
  const parsed: StateMachine['states'] = JSON.parse(text)
  return parsed
}
