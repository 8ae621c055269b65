/** All machines of a system, found by name and asked about facts: pure, but for the register. */
import { CoreError } from '../errors/index.ts'
import type { DomainEvent } from '../event/index.ts'
import { meantOrKnown, type Result } from '../primitives/index.ts'
import { type CompiledRule, compileRule } from '../rule/index.ts'
import { checkMachine, type DrivenEntity } from './check/check-machine.ts'
import { compileMachine, type Machine, type Move } from './compile/compile-machine.ts'
import { diagramOf } from './diagram.ts'
import type { Action, FSMContext, Guard, StateMachine } from './machine.ts'
import { reachableFrom } from './reachable.ts'
import { allowedEvents, type Refusal, stateOf, transition } from './transition.ts'

/** What has come of a transition. */
export interface TransitionResult {
  readonly previousState: string
  readonly nextState: string
  /** In the order in which they ran: exit, transition, entry. */
  readonly actionsExecuted: readonly Action[]
  /** What the actions have told; that the record changed is told beside it. */
  readonly eventsEmitted: readonly DomainEvent[]
}

/** What guards are compiled with, and entities looked up in. */
export interface FSMEngineOptions {
  /** Compiles a guard of an entity's machine. Default: a rule about facts of which nothing is known. */
  readonly compileGuard?: (guard: Guard, entityType: string) => CompiledRule
  /** Finds an entity, to check its machine against it. Default: machines stand by themselves. */
  readonly entityOf?: (entityType: string) => DrivenEntity | undefined
}

/**
 * The machines of a system. What is asked is decided by the facts handed in: nothing is read or changed.
 *
 * Every question throws `CoreError` `state.unknown`, naming the nearest machine, when there is none of
 * that name, and `RangeError` when the machine has not the state.
 */
export interface FSMEngine {
  /**
   * Adds a machine.
   *
   * @throws CoreError `state.invalid` with everything that is wrong with it, or when its name is taken.
   */
  register(machine: StateMachine): void
  /** Finds a machine as it was registered, its diagram drawn. */
  resolve(id: string): StateMachine
  /** Finds a machine ready to be asked. */
  machine(id: string): Machine
  /** Finds the machine that drives an entity, if one does. */
  machineOf(entityType: string): Machine | undefined
  /** Lists all machines, ready to be asked, in the order in which they were registered. */
  machines(): readonly Machine[]
  /** Tells whether an event would change the state. */
  can(machineId: string, state: string, event: string, context: FSMContext): boolean
  /** Decides what an event does: where it leads and what is to be done, or why it does nothing. */
  transition(
    machineId: string,
    state: string,
    event: string,
    context: FSMContext,
  ): Result<Move, Refusal>
  /** Lists the events that would change the state, in the order in which they are written. */
  validEvents(machineId: string, state: string, context: FSMContext): readonly string[]
  /** Lists the states that lie ahead, whatever the guards say, nearest first. */
  reachableStates(machineId: string, state: string): readonly string[]
}

/** Creates an engine without machines. */
export function createFSMEngine(options: FSMEngineOptions = {}): FSMEngine {
  return new Machines(options)
}

interface Registered {
  readonly declared: StateMachine
  readonly machine: Machine
}

class Machines implements FSMEngine {
  readonly #options: FSMEngineOptions
  readonly #byId = new Map<string, Registered>()
  readonly #byEntity = new Map<string, Machine>()

  constructor(options: FSMEngineOptions) {
    this.#options = options
  }

  register(declared: StateMachine): void {
    const { compileGuard = (guard: Guard) => compileRule(guard), entityOf } = this.#options
    refuse(checkMachine(declared))
    const { id, entityType } = declared
    refuse(checkMachine(declared, entityOf?.(entityType)))
    if (this.#byId.has(id)) throw invalid([`machine "${id}" is registered already`])
    const machine = compileMachine(declared, (guard) => compileGuard(guard, entityType))
    this.#byId.set(id, { declared: drawn(declared), machine })
    if (!this.#byEntity.has(entityType)) this.#byEntity.set(entityType, machine)
  }

  resolve(id: string): StateMachine {
    return this.#find(id).declared
  }

  machine(id: string): Machine {
    return this.#find(id).machine
  }

  machineOf(entityType: string): Machine | undefined {
    return this.#byEntity.get(entityType)
  }

  machines(): readonly Machine[] {
    return [...this.#byId.values()].map(({ machine }) => machine)
  }

  // oxlint-disable-next-line eslint/max-params -- see `transition`
  can(machineId: string, state: string, event: string, context: FSMContext): boolean {
    return this.transition(machineId, state, event, context).ok
  }

  // oxlint-disable-next-line eslint/max-params -- one reads: this machine, from here, on that event, given these facts
  transition(
    machineId: string,
    state: string,
    event: string,
    context: FSMContext,
  ): Result<Move, Refusal> {
    return transition(this.machine(machineId), state, event, factsOf(context))
  }

  validEvents(machineId: string, state: string, context: FSMContext): readonly string[] {
    return allowedEvents(stateOf(this.machine(machineId), state), factsOf(context))
  }

  reachableStates(machineId: string, state: string): readonly string[] {
    const { declared, machine } = this.#find(machineId)
    stateOf(machine, state)
    return [...reachableFrom(declared, state)]
  }

  #find(id: string): Registered {
    const found = this.#byId.get(id)
    if (found) return found

    const hint = meantOrKnown(id, this.#byId.keys())
    throw new CoreError('state.unknown', `there is no machine "${id}". ${hint}`, { id })
  }
}

function factsOf({ entity, actor, payload = {} }: FSMContext) {
  return { entity, actor, payload }
}

/** Gives a machine its diagram, drawn when somebody looks at it. */
function drawn(machine: StateMachine): StateMachine {
  const { meta = {} } = machine
  if (meta.diagram !== undefined) return machine

  let diagram: string | undefined
  const lazily = {
    ...meta,
    get diagram() {
      diagram ??= diagramOf(machine)
      return diagram
    },
  }
  return Object.freeze({ ...machine, meta: Object.freeze(lazily) })
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw invalid(problems)
}

function invalid(problems: readonly string[]): CoreError {
  return new CoreError('state.invalid', problems.join('\n'), { problems })
}
