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

/** What the value of an assignment may be made from. */
export interface Situation {
  readonly entity: Readonly<Record<string, unknown>>
  readonly actor: Readonly<Record<string, unknown>>
  readonly payload: Readonly<Record<string, unknown>>
  /** Epoch milliseconds. */
  readonly now: number
}

/** A condition on a transition: a rule by value, or an expression in place. */
export type Guard = RuleDefinition | RuleExpr

/** A way out of a state. */
export interface TransitionDefinition<
  Status extends string = string,
  Field extends string = string,
> {
  readonly target: Status
  /** Must hold for the transition to be taken. Default: always. */
  readonly guard?: Guard
  readonly actions?: readonly Action<Field>[]
  readonly description?: string
}

/** What may stand behind an event: a state, a transition, or several tried in order. */
export type Exit<Status extends string = string, Field extends string = string> =
  | Status
  | TransitionDefinition<Status, Field>
  | readonly TransitionDefinition<Status, Field>[]

/** A state as it is declared. */
export interface StateDefinition<
  Status extends string = string,
  Event extends string = string,
  Field extends string = string,
> {
  readonly label?: string
  /** No way out: a terminal state has no `on`. Default false. */
  readonly terminal?: boolean
  readonly on?: Readonly<Partial<Record<Event, Exit<Status, Field>>>>
  readonly entry?: readonly Action<Field>[]
  readonly exit?: readonly Action<Field>[]
}

/** A machine as it is declared, or as it comes from a file. */
export interface MachineDefinition<Status extends string = string, Event extends string = string> {
  readonly kind: 'machine'
  readonly id: string
  /** The name of the entity whose life it is. */
  readonly entity: string
  /** The field of the entity that holds the state. Default `status`. */
  readonly field: string
  readonly initial: Status
  readonly states: Readonly<Record<string, StateDefinition<Status, Event>>>
}
