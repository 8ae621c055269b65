/** Declares a machine: states, events and fields are checked and completed at the keyboard. */
import type { ChoicesOf, EntityDefinition } from '../entity/index.ts'
import { deepFreeze } from '../primitives/index.ts'
import { asDeclared, type Field, type Fields, type ValueOf } from '../schema/index.ts'
import type { MachineMeta, Part, StateMachine, StateNode } from './machine.ts'

/** The states that a field of the entity can hold; any text where the fields come as data. */
export type StatusOf<E, Holder extends string = 'status'> = [ChoicesOf<E, Holder>] extends [never]
  ? string
  : ChoicesOf<E, Holder>

/** The fields of an entity that hold one of several texts; any key where the fields come as data. */
type ChoiceKeyOf<E> =
  E extends EntityDefinition<string, infer F>
    ? F extends Fields
      ? {
          [Key in keyof F]: string extends ValueOf<F[Key]>
            ? never
            : ValueOf<F[Key]> extends string
              ? Key
              : never
        }[keyof F]
      : string
    : never

/** The fields of an entity, for its machine. It may assign them all but what is computed, and what it drives. */
export type PartsOf<E, Holder extends string = 'status'> =
  E extends EntityDefinition<string, infer F>
    ? F extends Fields
      ? { [Key in keyof F]-?: PartFor<Key & string, F[Key], Holder> }[keyof F]
      : Part
    : never

type PartFor<Key extends string, F, Driven extends string> =
  F extends Field<infer Value, infer Given>
    ? [
        Key,
        Given extends 'optional' ? Value | null : Value,
        Given extends 'computed' ? false : Key extends OrStatus<Driven> ? false : true,
      ]
    : never

// While the compiler reads the states, it has not yet come to the default.
type OrStatus<Driven extends string> = [Driven] extends [never] ? 'status' : Driven

/** A machine as its module writes it down. */
export interface MachineDeclaration<
  E extends EntityDefinition,
  Event extends string,
  Status extends string,
  Holder extends string,
> {
  /** Unique in the system: `order`. */
  readonly id: string
  /** Whose life it is. */
  readonly entity: E
  /** The enum field that holds the state; only transitions change it. Default `status`. */
  readonly field?: Holder extends ChoiceKeyOf<NoInfer<E>> ? Holder : ChoiceKeyOf<NoInfer<E>>
  /** The state of a new record. */
  readonly initial: NoInfer<StatusOf<E, Holder>>
  /** One for each value of the field. */
  readonly states: Readonly<
    Record<
      Status,
      StateNode<
        StatusOf<NoInfer<E>, NoInfer<Holder>>,
        Event,
        NoInfer<E>['name'],
        PartsOf<NoInfer<E>, NoInfer<Holder>>
      >
    >
  > &
    Readonly<Record<StatusOf<NoInfer<E>, NoInfer<Holder>>, object>>
  /** What it says of itself to people. Default: nothing but its diagram. */
  readonly meta?: MachineMeta
}

/** Declares the life of an entity. The boot checks it: `checkMachine` says what it finds. */
export function defineMachine<
  E extends EntityDefinition,
  Event extends string,
  Status extends StatusOf<E, Holder>,
  const Holder extends string = 'status',
>(
  declaration: MachineDeclaration<E, Event, Status, Holder>,
): StateMachine<StatusOf<E, Holder>, Event, E['name']> {
  const { id, entity, field = 'status', initial, states, meta = {} } = declaration
  const { name: entityType }: EntityDefinition<E['name']> = asDeclared(entity)
  return deepFreeze({ id, entityType, field, initial, states, meta })
}
