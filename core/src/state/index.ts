/** State machines: the life of a record as data, and the pure function that decides. */
export { type Assigned, assign, dispatch, emit, log, type Named, now } from './actions.ts'
export { checkMachine } from './check-machine.ts'
export {
  candidatesOf,
  compileMachine,
  type Machine,
  type Move,
  type State,
  type Transition,
} from './compile-machine.ts'
export {
  type AssignableOf,
  defineMachine,
  type MachineDeclaration,
  type StatusOf,
} from './define-machine.ts'
export type {
  Action,
  AssignAction,
  DispatchAction,
  EmitAction,
  Exit,
  Guard,
  LogAction,
  MachineDefinition,
  Situation,
  StateDefinition,
  TransitionDefinition,
} from './machine.ts'
export { type Refusal, transition } from './transition.ts'
