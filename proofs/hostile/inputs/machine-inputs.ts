/** Machines that come as data from an attacker: registered, and walked in every state. */
import { CoreError, type Facts, type Guard, type RuleExpr, type StateMachine } from '@plinth/core'
import { compileRule, createFSMEngine } from '@plinth/core/runtime'
import { holdsByDefinition } from '@plinth/testing'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { makeFacts, makeRule, now } from '../rules/make-rule.ts'
import { fromOutside } from '../shapes/from-outside.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'

/** Makes inputs: machines in order, machines with one known mistake, and what is far from being one. */
export function machineInput(chance: Chance): Trial {
  const plan = makePlan(chance)
  const kind = chance.next()
  if (kind < 0.45) return machineTrial(dataOf(plan), plan, true)
  if (kind < 0.6) return machineTrial(spoiled(chance, plan), plan, false)
  const data = kind < 0.9 ? mutated(chance, dataOf(plan)) : bigOrOdd(chance)
  return machineTrial(data, plan, null)
}

interface Way {
  readonly event: string
  readonly target: string
  readonly guard: RuleExpr | undefined
}

interface Plan {
  readonly states: readonly { readonly name: string; readonly ways: readonly Way[] }[]
  readonly facts: Facts
}

const names = ['draft', 'placed', 'paid', 'shipped', 'état', '__proto__', 'constructor', 'a b']
const events = ['place', 'pay', 'ship', 'cancel', 'go-on', 'x']

// Each state leads to the next one, so all are reached; the last one is the end.
function makePlan(chance: Chance): Plan {
  const offset = chance.between(0, 3)
  const chosen = names.slice(offset, offset + chance.between(2, 5))
  const states = chosen.map((name, at) => {
    if (at === chosen.length - 1) return { name, ways: [] }
    const guarded = Array.from({ length: chance.between(0, 3) }, () => ({
      event: chance.one(events),
      target: chance.one(chosen),
      guard: makeRule(chance, 2),
    }))
    const onward = { event: 'onward', target: chosen[at + 1] ?? name, guard: undefined }
    return { name, ways: [...guarded, onward] }
  })
  return { states, facts: { entity: {}, actor: {}, payload: {}, ...makeFacts(chance) } }
}

function dataOf({ states }: Plan): Record<string, unknown> {
  const byName = states.map(({ name, ways }): [string, unknown] => {
    const exits = [...new Set(ways.map(({ event }) => event))].map((event): [string, unknown] => [
      event,
      ways.filter((way) => way.event === event).map(wayData),
    ])
    return [name, ways.length === 0 ? { terminal: true } : { on: record(exits) }]
  })
  return { id: 'order', entityType: 'Order', initial: states[0]?.name, states: record(byName) }
}

function wayData({ target, guard }: Way): object {
  return guard ? { target, guard } : { target }
}

// As JSON does it: `__proto__` is a name like any other.
function record(entries: readonly (readonly [string, unknown])[]): object {
  const text = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return fromOutside<object>(JSON.parse(`{${text.join(',')}}`))
}

function spoiled(chance: Chance, plan: Plan): unknown {
  const data = dataOf(plan)
  const own = fromOutside<Record<string, unknown>>(data['states'])
  const with_ = (name: string, state: unknown) => ({ ...data, states: { ...own, [name]: state } })
  return chance.one([
    () => ({ ...data, initial: `${hostileText(chance)}?` }),
    () => ({ ...data, id: hostileValueButText(chance) }),
    () => ({ ...data, states: hostileText(chance) }),
    () => with_('lost', { on: { go: 'nowhere' } }),
    () => with_('lost', { terminal: true }),
    () => with_('lost', {}),
    () => with_('lost', { on: { toString: 'draft' } }),
    () => with_('lost', { on: { 'a.b': 'draft' } }),
    () => with_('lost', { after: [{ delay: 0, target: 'draft' }], terminal: true }),
    () => with_('lost', { entry: [{ type: 'constructor' }], terminal: true }),
    () => ({ ...data, hostile: 1 }),
  ])()
}

function hostileValueButText(chance: Chance): unknown {
  const value = hostileValue(chance)
  return typeof value === 'string' ? 7 : value
}

function bigOrOdd(chance: Chance): unknown {
  if (chance.next() < 0.5) return hostileValue(chance)
  return chance.next() < 0.3 ? { ...twoStates, initial: hostileText(chance) } : chance.one(crowds)
}

const twoStates = crowd(2, () => ({ on: { go: 's1' } }))
const crowds = [300, 3_000].flatMap((many) => {
  const list = (item: unknown) => Array.from({ length: many }, () => item)
  const exits = Object.fromEntries(list('s1').map((target, at) => [`e${at}`, target]))
  return [
    crowd(many, (at) => ({ on: { go: `s${(at + 1) % many}` } })),
    crowd(many, (at) => ({ on: { go: `t${at}` } })),
    crowd(200, (at) => ({ on: { go: `${'a'.repeat(60)}${at}` } }), 'a'.repeat(60)),
    crowd(20, () => ({ on: exits })),
    crowd(2, () => ({ on: { go: list({ target: 'nowhere' }) } })),
    crowd(2, () => ({ entry: list({ type: 'x' }), terminal: true })),
  ]
})

function crowd(count: number, state: (at: number) => unknown, prefix: string = 's'): object {
  const states: object = Object.fromEntries(
    Array.from({ length: count }, (_, at): [string, unknown] => [`${prefix}${at}`, state(at)]),
  )
  return { id: 'crowd', entityType: 'Order', initial: `${prefix}0`, states }
}

const compileGuard = (guard: Guard) => compileRule(guard, { clock: { now: () => now } })

/** For each state and event: where it leads, `stays`, or the fact that was missing. */
type Walk = readonly string[]

function machineTrial(data: unknown, plan: Plan, isAcceptable: boolean | null): Trial {
  return asTrial<Walk>({
    area: 'machines',
    input: data,
    isAcceptable,
    codes: ['state.invalid', 'rule.invalid'],
    ask: () => {
      const engine = createFSMEngine({ compileGuard })
      engine.register(fromOutside<StateMachine>(data))
      const [machine] = engine.machines()
      if (!machine) return []
      const context = fromOutside<Parameters<typeof engine.can>[3]>(plan.facts)
      const walk = (state: string, event: string) => {
        try {
          const taken = engine.transition(machine.id, state, event, context)
          return taken.ok ? `${taken.value.from} → ${taken.value.to}` : `${state} stays`
        } catch (error) {
          if (error instanceof CoreError && error.code === 'rule.fact-missing')
            return 'fact missing'
          throw error
        }
      }
      const { diagram = '' } = engine.resolve(machine.id).meta ?? {}
      const reached = engine.reachableStates(machine.id, machine.initial)
      const walks = [...machine.states.keys()].flatMap((state) =>
        [...events, 'onward'].map((event) => walk(state, event)),
      )
      return [`${diagram.length > 0} ${reached.length < machine.states.size + 1}`, ...walks]
    },
    faultOf: (walks) => {
      if (isAcceptable === null) return undefined
      const expected = [
        'true true',
        ...plan.states.flatMap((state) =>
          [...events, 'onward'].map((event) => definition(plan, state, event)),
        ),
      ]
      const at = expected.findIndex((walk, place) => walk !== walks[place])
      return at < 0 ? null : `"${walks[at]}" instead of "${expected[at]}"`
    },
  })
}

function definition(
  { facts }: Plan,
  { name, ways }: Plan['states'][number],
  event: string,
): string {
  const { entity, actor, payload } = facts
  const given = { entity, actor, payload }
  for (const { event: own, target, guard } of ways) {
    if (own !== event) continue
    const holds = guard ? answer(guard, given) : true
    if (holds === null) return 'fact missing'
    if (holds) return `${name} → ${target}`
  }
  return `${name} stays`
}

function answer(guard: RuleExpr, given: Facts): boolean | null {
  const roots = JSON.stringify(guard).matchAll(/"(?:field|ref)":"(\w+)\./g)
  for (const [, root = ''] of roots) if (given[root] === undefined) return null
  return holdsByDefinition(guard, given, now)
}
