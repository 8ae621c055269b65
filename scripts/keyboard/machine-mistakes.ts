/** The mistakes that one can make in a machine, and what the compiler says of them. */

/** A mistake, and what the compiler says of it: where, and in which lines. */
export interface Mistake {
  readonly what: string
  readonly line: string
  readonly at: string
  readonly says: readonly string[]
}

const states = `"closed" | "open" | "solved"`
const fields = `"agentId" | "body" | "headline" | "openedAt" | "refund" | "severity" | "solvedAt" | "status" | "subject" | "watcherIds"`
const settable = `"agentId" | "body" | "openedAt" | "refund" | "severity" | "solvedAt" | "subject" | "watcherIds"`
const parts = `"Ticket", ["agentId", Id<"Agent"> | null, true] | ["body", string, true] | ["headline", string, false] | ["openedAt", number, true] | ... 5 more ... | [...]>`
const more = `["agentId", Id<"Agent"> | null, true] | ["body", string, true] | ["headline", string, false] | ["openedAt", number, true] | ["refund", Money | null, true] | ... 4 more ... | [...]>`

const machine = (open: string, given = `initial: 'open'`) =>
  `defineMachine({ id: 'm', entity: Ticket, ${given}, states: { open: ${open}, ...rest } })`

/** Every mistake in a machine. */
export const machineMistakes: readonly Mistake[] = [
  {
    what: 'a state to begin in',
    line: machine(`{ on: { solve: 'solved' } }`, `initial: 'opn'`),
    at: 'initial',
    says: [`Type '"opn"' is not assignable to type '${states}'. Did you mean '"open"'?`],
  },
  {
    what: 'a state to go to',
    line: machine(`{ on: { solve: 'solvd' } }`),
    at: 'solve',
    says: [
      `Type '"solvd"' is not assignable to type 'Exit<${states}, ${parts} | undefined'. Did you mean '"solved"'?`,
    ],
  },
  {
    what: 'the target of a transition',
    line: machine(`{ on: { solve: { target: 'solvd' } } }`),
    at: 'target',
    says: [`Type '"solvd"' is not assignable to type '${states}'. Did you mean '"solved"'?`],
  },
  {
    what: 'the target of one of several',
    line: machine(`{ on: { solve: [{ target: 'solvd' }] } }`),
    at: 'target',
    says: [`Type '"solvd"' is not assignable to type '${states}'. Did you mean '"solved"'?`],
  },
  {
    what: 'the target of a timer',
    line: machine(`{ after: [{ delay: days(1), target: 'solvd' }] }`),
    at: 'target',
    says: [`Type '"solvd"' is not assignable to type '${states}'. Did you mean '"solved"'?`],
  },
  {
    what: 'a field to assign',
    line: machine(`{ exit: [assign('solvedOn', now)] }`),
    at: "'solvedOn'",
    says: [`Argument of type '"solvedOn"' is not assignable to parameter of type '${settable}'.`],
  },
  {
    what: 'a field to assign on the way',
    line: machine(`{ on: { solve: { target: 'solved', actions: [assign('solvedOn', now)] } } }`),
    at: "'solvedOn'",
    says: [`Argument of type '"solvedOn"' is not assignable to parameter of type '${settable}'.`],
  },
  {
    what: 'a value to assign',
    line: machine(`{ exit: [assign('solvedAt', 'soon')] }`),
    at: "'soon'",
    says: [
      `Argument of type '"soon"' is not assignable to parameter of type 'Assigned<number | null, ${more}'.`,
    ],
  },
  {
    what: 'a computed field to assign',
    line: machine(`{ exit: [assign('headline', 'x')] }`),
    at: "'headline'",
    says: [`Argument of type '"headline"' is not assignable to parameter of type '${settable}'.`],
  },
  {
    what: 'the driven field to assign',
    line: machine(`{ exit: [assign('status', 'open')] }`),
    at: "'status'",
    says: [`Argument of type '"status"' is not assignable to parameter of type '${settable}'.`],
  },
  {
    what: 'a key of a transition',
    line: machine(`{ on: { solve: { target: 'solved', gaurd: null } } }`),
    at: 'gaurd',
    says: [
      `Object literal may only specify known properties, and 'gaurd' does not exist in type 'Candidates<Transition<${states}, ${parts}> | Transition<...>'.`,
    ],
  },
  {
    what: 'a path in a guard',
    line: machine(
      `{ on: { solve: { target: 'solved', guard: { field: 'entity.sevrity', op: 'exists' } } } }`,
    ),
    at: 'field',
    says: [
      `Type '"entity.sevrity"' is not assignable to type 'EntityPath<${fields}>'. Did you mean '"entity.severity"'?`,
    ],
  },
  {
    what: 'a guard about another entity',
    line: machine(`{ on: { solve: { target: 'solved', guard: able } } }`),
    at: 'guard',
    says: [
      `Type 'RuleDefinition<"Agent">' is not assignable to type 'Guard<"Ticket", ${more} | undefined'.`,
      `Type 'RuleDefinition<"Agent">' is not assignable to type 'RuleDefinition<"Ticket" | null>'.`,
      `Type '"Agent"' is not assignable to type '"Ticket"'.`,
    ],
  },
  {
    what: 'the field of a machine',
    line: machine(`{ on: { solve: 'solved' } }`, `field: 'stat', initial: 'open'`),
    at: 'field',
    says: [`Type '"stat"' is not assignable to type '"severity" | "status"'.`],
  },
  {
    what: 'a field that holds no choice',
    line: machine(`{ on: { solve: 'solved' } }`, `field: 'subject', initial: 'open'`),
    at: 'field',
    says: [`Type '"subject"' is not assignable to type '"severity" | "status"'.`],
  },
]
