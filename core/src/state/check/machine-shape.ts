/** Checks that what came as a machine has the shape of one, so that the rest may rely on it. */
import { excerpt, meantOrKnown } from '../../primitives/index.ts'
import type { Action } from '../machine.ts'

/** How large a machine may be: it may come from anybody. */
export const machineLimits = {
  states: 200,
  /** Transitions of all states together, those that time takes included. */
  transitions: 2_000,
  /** In one list. */
  actions: 100,
  /** UTF-16 units in a name. */
  name: 200,
  /** UTF-16 units in what it says to people. */
  text: 10_000,
  /** UTF-16 units in a diagram that it brings with it. */
  diagram: 1_000_000,
  /** Problems that are reported; the rest of the machine is then not looked at. */
  problems: 50,
} as const

/** Lists what has not the shape of a machine; each begins with `:` or with the state that it is in. */
export function misshapen(machine: unknown): readonly string[] {
  if (!isObject(machine)) return [': a machine is an object']

  const texts = ['id', 'entityType', 'initial']
  const problems = [
    ...notTexts(machine, texts, machineLimits.name),
    ...optionalTexts(machine, ['field'], machineLimits.name),
    ...unknownKeys(machine, ['field', 'states', 'meta', ...texts]),
  ].map((text) => `: ${text}`)

  const { states, meta = {} } = machine
  if (!isObject(meta)) problems.push(': "meta" must be an object')
  else problems.push(...problemsOfMeta(meta))
  if (!isObject(states)) return [...problems, ': "states" must be an object of states']

  const size = problemOfSize(Object.values(states))
  if (size !== null) return [...problems, size]
  for (const [name, state] of Object.entries(states)) {
    if (problems.length >= machineLimits.problems) break
    problems.push(...problemsOfNamedState(name, state))
  }
  return problems
}

/** Says that there are too many states, or too many ways out of them; null when there are not. */
export function problemOfSize(states: readonly unknown[]): string | null {
  const { states: most, transitions } = machineLimits
  if (states.length > most) return `: it has ${states.length} states; at most ${most} are allowed`

  let ways = 0
  for (const state of states) {
    const { on = {}, after = [] } = isObject(state) ? state : {}
    const exits: readonly unknown[] = isObject(on) ? Object.values(on) : []
    for (const way of [...exits, after]) ways += Array.isArray(way) ? way.length : 1
  }
  return ways > transitions
    ? `: it has ${ways} transitions; at most ${transitions} are allowed`
    : null
}

function problemsOfNamedState(name: string, state: unknown): string[] {
  const where = `, state "${excerpt(name)}": `
  if (name.length > machineLimits.name) {
    return [`${where}a name has at most ${machineLimits.name} characters`]
  }
  return problemsOfState(state).map((problem) => where + problem)
}

function problemsOfMeta(meta: Readonly<Record<string, unknown>>): string[] {
  const problems = [
    ...optionalTexts(meta, ['description']),
    ...optionalTexts(meta, ['diagram'], machineLimits.diagram),
    ...unknownKeys(meta, ['description', 'diagram']),
  ]
  return problems.map((text) => `: in "meta", ${text}`)
}

function problemsOfState(state: unknown): string[] {
  if (!isObject(state)) return ['a state is an object, at the least {}']

  const { on = {}, entry = [], exit = [], after = [], terminal = false } = state
  const problems = unknownKeys(state, stateKeys)
  if (typeof terminal !== 'boolean') problems.push('"terminal" must be true or false')
  problems.push(...optionalTexts(state, ['label']), ...problemsOfColor(state))
  problems.push(...problemsOfActions('entry', entry), ...problemsOfActions('exit', exit))
  problems.push(...problemsOfTimed(after))
  if (!isObject(on)) return [...problems, '"on" must be an object of events']
  return [...problems, ...Object.entries(on).flatMap(([event, way]) => problemsOfExit(event, way))]
}

const stateKeys = ['label', 'color', 'terminal', 'on', 'entry', 'exit', 'after']

function problemsOfColor({ color = '#000000' }: Readonly<Record<string, unknown>>): string[] {
  if (typeof color === 'string' && /^#[0-9A-Fa-f]{6}$/.test(color)) return []
  return ['"color" must be like #F59E0B']
}

function problemsOfTimed(after: unknown): string[] {
  if (!Array.isArray(after)) return ['"after" must be a list of { delay, target }']
  const ways: readonly unknown[] = after
  return ways.flatMap((way, at) => {
    const name = `after[${at}]`
    const delay = isObject(way) ? way['delay'] : undefined
    return [
      ...(isDelay(delay)
        ? []
        : [`"${name}" needs a delay in milliseconds, above 0 and at most 100 years`]),
      ...problemsOfTransition(name, way, ['delay']),
    ]
  })
}

/** A hundred years of 365 days, in milliseconds. */
const longestDelay = 100 * 365 * 86_400_000

function isDelay(delay: unknown): boolean {
  return typeof delay === 'number' && delay > 0 && delay <= longestDelay
}

function problemsOfExit(event: string, way: unknown): string[] {
  if (!/^[a-z][A-Za-z0-9_-]{0,62}$/.test(event) || event in Object.prototype) {
    return [`the event "${event.slice(0, 64)}" must be a word of letters, digits, - and _`]
  }
  if (typeof way === 'string' || way === undefined) return []
  const candidates: readonly unknown[] = Array.isArray(way) ? way : [way]
  if (candidates.length === 0) return [`"${event}" leads nowhere`]
  return candidates.flatMap((candidate) => problemsOfTransition(event, candidate))
}

function problemsOfTransition(
  event: string,
  candidate: unknown,
  furtherKeys: readonly string[] = [],
): string[] {
  if (!isObject(candidate) || typeof candidate['target'] !== 'string') {
    return [`"${event}" must lead to a state: its name, or { target: … }`]
  }
  const { guard = {}, actions = [] } = candidate
  return [
    ...unknownKeys(candidate, ['target', 'guard', 'actions', 'description', ...furtherKeys]),
    ...optionalTexts(candidate, ['description']),
    ...(isObject(guard) ? [] : [`the guard of "${event}" must be a rule`]),
    ...problemsOfActions(`actions of ${event}`, actions),
  ]
}

/** Type of action → the key that says what it is about. */
const subjects: ReadonlyMap<unknown, string> = new Map([
  ['emit', 'event'],
  ['dispatch', 'command'],
  ['assign', 'field'],
  ['log', 'message'],
])

function problemsOfActions(where: string, actions: unknown): string[] {
  if (!Array.isArray(actions)) return [`"${where}" must be a list of actions`]

  const items: readonly unknown[] = actions
  if (items.length > machineLimits.actions) {
    return [`"${where}" has ${items.length} actions; at most ${machineLimits.actions} are allowed`]
  }
  return items.flatMap((action) => {
    if (isAction(action)) return []
    const subject = isObject(action) ? subjects.get(action['type']) : undefined
    if (!isObject(action) || subject === undefined) {
      return [`"${where}" holds what is no action; there are: ${[...subjects.keys()].join(', ')}`]
    }
    return [`"${where}": the action "${String(action['type'])}" needs a text as "${subject}"`]
  })
}

/** Tells whether a value is one of the four actions, and says what it is about. */
export function isAction(action: unknown): action is Action {
  if (!isObject(action)) return false
  const subject = subjects.get(action['type'])
  return subject !== undefined && isText(action[subject], machineLimits.text)
}

function notTexts(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  most: number = machineLimits.text,
): string[] {
  return keys
    .filter((key) => !isText(value[key], most))
    .map((key) => `"${key}" must be a text${sizeHint(value[key], most)}`)
}

function optionalTexts(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  most: number = machineLimits.text,
): string[] {
  const given = keys.filter((key) => value[key] !== undefined)
  return notTexts(value, given, most)
}

function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length <= most
}

function sizeHint(value: unknown, most: number): string {
  return typeof value === 'string' ? ` of at most ${most} characters` : ''
}

function unknownKeys(value: object, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .slice(0, machineLimits.problems)
    .map((key) => `"${key.slice(0, 64)}" is not known. ${meantOrKnown(key, known)}`)
}

/** Tells whether a value is an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads the delays of a machine that nobody has checked yet: for each state that has any, those of its
 * timed transitions in their order. What has not the shape of one is left out.
 */
export function delaysOf({
  states,
}: {
  readonly states: unknown
}): ReadonlyMap<string, readonly number[]> {
  const delays = new Map<string, readonly number[]>()
  for (const [name, state] of Object.entries(isObject(states) ? states : {})) {
    const after = isObject(state) ? state['after'] : undefined
    const ways: readonly unknown[] = Array.isArray(after) ? after : []
    const its = ways.map((way) => Number(isObject(way) ? way['delay'] : Number.NaN))
    if (its.length > 0) delays.set(name, its)
  }
  return delays
}
