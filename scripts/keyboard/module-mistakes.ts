/** The mistakes that one can make in a module outside of its machines, and what the compiler says of them. */
import type { Mistake } from './machine-mistakes.ts'

const fields = `"agentId" | "body" | "headline" | "openedAt" | "refund" | "severity" | "solvedAt" | "status" | "subject" | "watcherIds"`

/** Every mistake with records, in an entity, with messages, in a rule. */
export const moduleMistakes: readonly Mistake[] = [
  {
    what: 'a record of another entity',
    line: `ctx.fire(life, agent, 'solve')`,
    at: 'agent',
    says: [
      `Argument of type 'Agent' is not assignable to parameter of type '"a record of Ticket"'.`,
    ],
  },
  {
    what: 'an event',
    line: `ctx.fire(life, ticket, 'solv')`,
    at: "'solv'",
    says: [`Argument of type '"solv"' is not assignable to parameter of type '"shut" | "solve"'.`],
  },
  {
    what: 'a field to sort by',
    line: `ctx.repo(Ticket).findMany({}, { sort: [{ field: 'openedOn' }] })`,
    at: 'field',
    says: [
      `Type '"openedOn"' is not assignable to type '"agentId" | "body" | "createdAt" | "deletedAt" | "headline" | "id" | "openedAt" | "organizationId" | "refund" | "severity" | "solvedAt" | "status" | "subject" | "updatedAt" | "version" | "watcherIds"'.`,
    ],
  },
  {
    what: 'a ref to include',
    line: `ctx.repo(Ticket).findMany({}, { include: ['agntId'] })`,
    at: "'agntId'",
    says: [
      `Type '"agntId"' is not assignable to type '"agentId" | "watcherIds" | \`agentId.\${string}\` | \`watcherIds.\${string}\`'. Did you mean '"agentId"'?`,
    ],
  },
  {
    what: 'the id to include',
    line: `ctx.repo(Ticket).findMany({}, { include: ['id'] })`,
    at: "'id'",
    says: [
      `Type '"id"' is not assignable to type '"agentId" | "watcherIds" | \`agentId.\${string}\` | \`watcherIds.\${string}\`'.`,
    ],
  },
  {
    what: 'a value to filter by',
    line: `ctx.repo(Ticket).findMany({ severity: 'lo' })`,
    at: 'severity',
    says: [
      `Type '"lo"' is not assignable to type '"high" | "low" | FieldFilter<"high" | "low"> | null | undefined'.`,
    ],
  },
  {
    what: 'an id of another entity',
    line: `ctx.repo(Ticket).findById(agent.id)`,
    at: 'agent.id',
    says: [
      `Argument of type 'Id<"Agent">' is not assignable to parameter of type 'Id<"Ticket">'.`,
      `Type 'Id<"Agent">' is not assignable to type 'Of<"Ticket">'.`,
      `Types of property '[entityName]' are incompatible.`,
      `Type '"Agent" | undefined' is not assignable to type '"Ticket" | undefined'.`,
      `Type '"Agent"' is not assignable to type '"Ticket"'.`,
    ],
  },
  {
    what: 'a field that is missing',
    line: `ctx.repo(Agent).save({ level: 2 })`,
    at: '{',
    says: [
      `Argument of type '{ level: number; }' is not assignable to parameter of type 'SaveOf<typeof Agent>'.`,
      `Property 'name' is missing in type '{ level: number; }' but required in type '{ readonly name: string; }'.`,
    ],
  },
  {
    what: 'a field to save',
    line: `ctx.repo(Ticket).save({ ...ticket, subjct: 'x' })`,
    at: 'subjct',
    says: [
      `Object literal may only specify known properties, but 'subjct' does not exist in type 'SaveOf<typeof Ticket>'. Did you mean to write 'subject'?`,
    ],
  },
  {
    what: 'a record that is none',
    line: `ctx.repo(told)`,
    at: 'told',
    says: [
      'No overload matches this call.',
      'The last overload gave the following error.',
      `Type 'EventDefinition<{ readonly ticketId: Field<Id<"Ticket">, "required">; readonly text: Field<string, "required">; }>' is missing the following properties from type 'EntityDefinition<string, unknown>': shape, idPrefix`,
    ],
  },
  {
    what: 'a field to read',
    line: `ticket.subjct`,
    at: 'subjct',
    says: [`Property 'subjct' does not exist on type 'Ticket'. Did you mean 'subject'?`],
  },
  {
    what: 'a trait of an entity',
    line: `defineEntity({ name: 'X', idPrefix: 'x_', fields: { a: field.string() }, softDelet: false })`,
    at: 'softDelet',
    says: [
      `Object literal may only specify known properties, but 'softDelet' does not exist in type 'EntityDeclaration<"X", { readonly a: Field<string, "required">; }, true, SystemContext>'. Did you mean to write 'softDelete'?`,
    ],
  },
  {
    what: 'a prefix that is missing',
    line: `defineEntity({ name: 'X', fields: { a: field.string() } })`,
    at: '{',
    says: [
      `Property 'idPrefix' is missing in type '{ name: "X"; fields: { a: Field<string, "required">; }; }' but required in type 'EntityDeclaration<"X", { readonly a: Field<string, "required">; }, true, SystemContext>'.`,
    ],
  },
  {
    what: 'a key that every record has',
    line: `defineEntity({ name: 'X', idPrefix: 'x_', fields: { id: field.string() } })`,
    at: 'fields',
    says: [
      `Type '{ id: Field<string, "required">; }' is not assignable to type '"every record has id by itself; choose another key"'.`,
    ],
  },
  {
    what: 'a field of an index',
    line: `defineEntity({ name: 'X', idPrefix: 'x_', fields: { a: field.string() }, indexes: [['b']] })`,
    at: "'b'",
    says: [`Type '"b"' is not assignable to type '"a"'.`],
  },
  {
    what: 'a field of a constraint',
    line: `defineEntity({ name: 'X', idPrefix: 'x_', fields: { a: field.string() }, uniqueConstraints: [['b']] })`,
    at: "'b'",
    says: [`Type '"b"' is not assignable to type '"a"'.`],
  },
  {
    what: 'a hook',
    line: `defineEntity({ name: 'X', idPrefix: 'x_', fields: { a: field.string() }, hooks: { beforeSav() {} } })`,
    at: 'beforeSav',
    says: [
      `Object literal may only specify known properties, but 'beforeSav' does not exist in type 'EntityHooks<Entity<"X"> & { readonly a: string; }, SystemContext>'. Did you mean to write 'beforeSave'?`,
    ],
  },
  {
    what: 'an option of a subscription',
    line: `on(told, { nam: 'desk.a' }, () => {})`,
    at: 'nam',
    says: [
      'No overload matches this call.',
      'The last overload gave the following error.',
      `Object literal may only specify known properties, but 'nam' does not exist in type 'SubscriptionOptions<{ readonly ticketId: Id<"Ticket">; readonly text: string; }>'. Did you mean to write 'name'?`,
    ],
  },
  {
    what: 'an option of a job',
    line: `ctx.queue.add(mail({ text: 'x' }), { dely: 3 })`,
    at: 'dely',
    says: [
      'No overload matches this call.',
      'The last overload gave the following error.',
      `Object literal may only specify known properties, but 'dely' does not exist in type 'JobOptions'. Did you mean to write 'delay'?`,
    ],
  },
  {
    what: 'a payload that is missing',
    line: `told({ text: 'x' })`,
    at: '{',
    says: [
      `Argument of type '{ text: string; }' is not assignable to parameter of type 'InputOf<{ readonly ticketId: Field<Id<"Ticket">, "required">; readonly text: Field<string, "required">; }>'.`,
      `Property 'ticketId' is missing in type '{ text: string; }' but required in type '{ readonly text: string; readonly ticketId: Id<"Ticket">; }'.`,
    ],
  },
  {
    what: 'a path in a rule',
    line: `defineRule('desk.x', Ticket, { and: [able, { field: 'entity.sevrity', op: 'exists' }] })`,
    at: 'field',
    says: [
      `Type '"entity.sevrity"' is not assignable to type 'EntityPath<${fields} | BaseKey>'. Did you mean '"entity.severity"'?`,
    ],
  },
]
