/** State machines: the life of a record as data, and the pure function that decides. */
export { type Assigned, assign, dispatch, emit, log, type Named, now } from './actions.ts'
export { checkMachine } from './check/check-machine.ts'
export { readablePart } from './check/readable-part.ts'
export {
  candidatesOf,
  compileMachine,
  type Machine,
  type MachineState,
  type Move,
  type TimedWay,
  type Way,
} from './compile/compile-machine.ts'
export {
  defineMachine,
  type MachineDeclaration,
  type PartsOf,
  type StatusOf,
} from './define-machine.ts'
export {
  type Action,
  type AssignAction,
  type Candidates,
  type DispatchAction,
  type EmitAction,
  type Exit,
  type FSMActor,
  type FSMContext,
  type Guard,
  type LogAction,
  type MachineMeta,
  type Part,
  type Situation,
  stateFieldOf,
  type StateMachine,
  type StateNode,
  type TimedTransition,
  type Transition,
} from './machine.ts'
export { delaysOf } from './check/machine-shape.ts'
export { diagramOf } from './diagram.ts'
export { spanOf } from './span-of.ts'
export {
  createFSMEngine,
  type FSMEngine,
  type FSMEngineOptions,
  type TransitionResult,
} from './engine.ts'
export { allowedEvents, isOpen, type Refusal, stateOf, transition } from './transition.ts'
