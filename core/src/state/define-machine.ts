/** Declares a machine: states, events and fields are checked and completed at the keyboard. */
import type { ChoicesOf, Entity, EntityDefinition, EntityOf } from '../entity/index.ts'
import { deepFreeze } from '../primitives/index.ts'
import type { MachineMeta, StateMachine, StateNode } from './machine.ts'

/** The states that a field of the entity can hold; any text where the fields come as data. */
export type StatusOf<E, Field extends string = 'status'> =
  E extends EntityDefinition<string, infer F>
    ? unknown extends F
      ? string
      : ChoicesOf<E, Field>
    : never

/** The fields that a machine may assign: those of the entity, but not the one that it drives. */
export type AssignableOf<E, Field extends string = 'status'> = keyof {
  // The keys of a mapped type are shown as what they are, and so what the compiler says is short.
  [Key in keyof EntityOf<E> as Key extends string ? Exclude<Key, Field | keyof Entity> : never]: Key
}

/** A machine as its module writes it down. */
export interface MachineDeclaration<
  E extends EntityDefinition,
  Event extends string,
  Status extends string,
  Field extends string,
> {
  /** Unique in the system: `order`. */
  readonly id: string
  /** Whose life it is. */
  readonly entity: E
  /** The enum field that holds the state; only transitions change it. Default `status`. */
  readonly field?: Field
  /** The state of a new record. */
  readonly initial: NoInfer<StatusOf<E, Field>>
  /** One for each value of the field. */
  readonly states: Readonly<
    Record<
      Status,
      StateNode<
        StatusOf<NoInfer<E>, NoInfer<Field>>,
        Event,
        AssignableOf<NoInfer<E>, NoInfer<Field>>
      >
    >
  > &
    Readonly<Record<StatusOf<NoInfer<E>, NoInfer<Field>>, object>>
  /** What it says of itself to people. Default: nothing but its diagram. */
  readonly meta?: MachineMeta
}

/** Declares the life of an entity. The boot checks it: `checkMachine` says what it finds. */
export function defineMachine<
  E extends EntityDefinition,
  Event extends string,
  Status extends StatusOf<E, Field>,
  const Field extends string = 'status',
>(
  declaration: MachineDeclaration<E, Event, Status, Field>,
): StateMachine<StatusOf<E, Field>, Event> {
  const { id, entity, field = 'status', initial, states, meta = {} } = declaration
  return deepFreeze({ id, entityType: entity.name, field, initial, states, meta })
}
