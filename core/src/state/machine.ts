/** The life of an entity as data: its states, what leads from one to the next, what is done on the way. */
import type { EntityPath, RuleDefinition, RuleExpr } from '../rule/index.ts'

/** A field of the driven entity: its key, its value, and whether the machine may assign it. */
export type Part = readonly [key: string, value: unknown, mayAssign: boolean]

/** What is done when a transition is taken. Descriptions only: the engine carries them out. */
export type Action<Known extends Part = Part> =
  | EmitAction
  | DispatchAction
  | AssignAction<Known>
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

declare const knownParts: unique symbol

/** Sets a field before the record is saved. */
export interface AssignAction<Known extends Part = Part> {
  readonly type: 'assign'
  readonly field: string
  /** A literal, or a function of the situation; `now` is one. */
  readonly value: unknown
  /**
   * For the compiler alone: the fields among which `assign` found its own. A method, whose parameter is
   * compared both ways: while a machine's states are read, it is not known yet which field it drives.
   */
  [knownParts]?(known: Known): void
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

/** What the value of an assignment may be made from; `Known` are the record's fields, as far as they are known. */
export interface Situation<Known extends Part = never> extends FSMContext {
  readonly entity: Readonly<Record<string, unknown>> & RecordOf<Known>
  readonly payload: Readonly<Record<string, unknown>>
  /** Epoch milliseconds. */
  readonly now: number
}

type RecordOf<Known extends Part> = [Known] extends [never]
  ? unknown
  : { readonly [One in Known as One[0]]: One[1] } & Stored

interface Stored {
  readonly id: string
  readonly organizationId: string
  readonly version: number
}

/** A condition on a transition: a rule by value, of this entity or of none, or an expression in place. */
export type Guard<Name extends string = string, Known extends Part = Part> =
  | RuleDefinition<Name | null>
  | (string extends Known[0] ? RuleExpr : Exclude<RuleExpr<EntityPath<Known[0]>>, RuleDefinition>)

/** A way out of a state. */
export interface Transition<
  Status extends string = string,
  Name extends string = string,
  Known extends Part = Part,
> {
  readonly target: Status
  /** Must hold for the transition to be taken. Default: always. */
  readonly guard?: Guard<Name, Known>
  readonly actions?: readonly Action<Known>[]
  readonly description?: string
}

/** What may stand behind an event: a state, a transition, or several tried in order. */
export type Exit<
  Status extends string = string,
  Name extends string = string,
  Known extends Part = Part,
> = Status | Transition<Status, Name, Known> | Candidates<Transition<Status, Name, Known>>

/**
 * A list, of which no more is said than that: between a text, an object and an array, the compiler would
 * explain a mistake inside the object at the text.
 */
export interface Candidates<Item> extends Iterable<Item> {
  readonly [index: number]: Item
  readonly length: number
}

/**
 * A way out of a state that is taken by itself, once, when the record has been there for so long.
 * When its guard does not hold then, the record stays, and the timer is over.
 */
export interface TimedTransition<
  Status extends string = string,
  Name extends string = string,
  Known extends Part = Part,
> extends Transition<Status, Name, Known> {
  /** Milliseconds since the record came into the state: `days(14)`. Above 0, and at most 100 years. */
  readonly delay: number
}

/** A state as it is declared. */
export interface StateNode<
  Status extends string = string,
  Event extends string = string,
  Name extends string = string,
  Known extends Part = Part,
> {
  /** What people call it: `Pending payment`. Default: its name. */
  readonly label?: string
  /** The colour in which it is drawn: `#F59E0B` (CSS Color, six hexadecimal digits). Default: none. */
  readonly color?: string
  /** No way out: a terminal state has neither `on` nor `after`. Default false. */
  readonly terminal?: boolean
  readonly on?: Readonly<Partial<Record<Event, Exit<Status, Name, Known>>>>
  /** Done when a record comes into the state, behind the transition's own actions. */
  readonly entry?: readonly Action<Known>[]
  /** Done when a record leaves the state, before the transition's own actions. */
  readonly exit?: readonly Action<Known>[]
  /** What happens by itself. Leaving the state calls it off. */
  readonly after?: readonly TimedTransition<Status, Name, Known>[]
}

/** What a machine says of itself to people. */
export interface MachineMeta {
  readonly description?: string
  /** A Mermaid `stateDiagram-v2`. Default: drawn from the machine when it is registered. */
  readonly diagram?: string
}

/** A machine as it is declared, or as it comes from a file. */
export interface StateMachine<
  Status extends string = string,
  Event extends string = string,
  Name extends string = string,
> {
  /** Unique in the system: `order`. */
  readonly id: string
  /** The name of the entity whose life it is. */
  readonly entityType: Name
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
