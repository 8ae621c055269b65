/** The life of an entity as data: its states, what leads from one to the next, what is done on the way. */
import type { RuleDefinition, RuleExpr } from '../rule/index.ts'

/** What is done when a transition is taken. Descriptions only: the engine carries them out. */
export type Action<Field extends string = string> =
  | EmitAction
  | DispatchAction
  | AssignAction<Field>
  | LogAction

/** Publishes an event; a payload that is not given is filled from the record's fields by name. */
export interface EmitAction {
  readonly type: 'emit'
  readonly event: string
  readonly payload?: Readonly<Record<string, unknown>>
}

/** Dispatches a command in the same unit of work. */
export interface DispatchAction {
  readonly type: 'dispatch'
  readonly command: string
  readonly payload?: Readonly<Record<string, unknown>>
}

/** Sets a field before the record is saved. */
export interface AssignAction<Field extends string = string> {
  readonly type: 'assign'
  readonly field: Field
  /** A literal, or a function of the situation; `now` is one. */
  readonly value: unknown
}

/** Writes a line to the log. */
export interface LogAction {
  readonly type: 'log'
  readonly message: string
}

/** Who fires an event, as guards and assignments see him. */
export interface FSMActor {
  readonly id: string
  readonly roles: readonly string[]
  readonly orgId: string
}

/** What a machine is asked about: the record, who fires, and what he gives with the event. */
export interface FSMContext {
  /** The record's fields; beside them, the records behind the refs that guards cross. */
  readonly entity: Readonly<Record<string, unknown>>
  readonly actor: FSMActor
  /** Default: nothing is given. */
  readonly payload?: Readonly<Record<string, unknown>>
}

/** What the value of an assignment may be made from. */
export interface Situation extends FSMContext {
  readonly payload: Readonly<Record<string, unknown>>
  /** Epoch milliseconds. */
  readonly now: number
}

/** A condition on a transition: a rule by value, or an expression in place. */
export type Guard = RuleDefinition | RuleExpr

/** A way out of a state. */
export interface Transition<Status extends string = string, Field extends string = string> {
  readonly target: Status
  /** Must hold for the transition to be taken. Default: always. */
  readonly guard?: Guard
  readonly actions?: readonly Action<Field>[]
  readonly description?: string
}

/** What may stand behind an event: a state, a transition, or several tried in order. */
export type Exit<Status extends string = string, Field extends string = string> =
  | Status
  | Transition<Status, Field>
  | readonly Transition<Status, Field>[]

/**
 * A way out of a state that is taken by itself, once, when the record has been there for so long.
 * When its guard does not hold then, the record stays, and the timer is over.
 */
export interface TimedTransition<Status extends string = string, Field extends string = string>
  extends Transition<Status, Field> {
  /** Milliseconds since the record came into the state: `days(14)`. Above 0, and at most 100 years. */
  readonly delay: number
}

/** A state as it is declared. */
export interface StateNode<
  Status extends string = string,
  Event extends string = string,
  Field extends string = string,
> {
  /** What people call it: `Pending payment`. Default: its name. */
  readonly label?: string
  /** The colour in which it is drawn: `#F59E0B` (CSS Color, six hexadecimal digits). Default: none. */
  readonly color?: string
  /** No way out: a terminal state has neither `on` nor `after`. Default false. */
  readonly terminal?: boolean
  readonly on?: Readonly<Partial<Record<Event, Exit<Status, Field>>>>
  /** Done when a record comes into the state, behind the transition's own actions. */
  readonly entry?: readonly Action<Field>[]
  /** Done when a record leaves the state, before the transition's own actions. */
  readonly exit?: readonly Action<Field>[]
  /** What happens by itself. Leaving the state calls it off. */
  readonly after?: readonly TimedTransition<Status, Field>[]
}

/** What a machine says of itself to people. */
export interface MachineMeta {
  readonly description?: string
  /** A Mermaid `stateDiagram-v2`. Default: drawn from the machine when it is registered. */
  readonly diagram?: string
}

/** A machine as it is declared, or as it comes from a file. */
export interface StateMachine<Status extends string = string, Event extends string = string> {
  /** Unique in the system: `order`. */
  readonly id: string
  /** The name of the entity whose life it is. */
  readonly entityType: string
  /** The field of the entity that holds the state. Default `status`. */
  readonly field?: string
  readonly initial: Status
  readonly states: Readonly<Record<string, StateNode<Status, Event>>>
  readonly meta?: MachineMeta
}

/** The field that a machine drives. */
export function stateFieldOf({ field = 'status' }: Pick<StateMachine, 'field'>): string {
  return field
}
