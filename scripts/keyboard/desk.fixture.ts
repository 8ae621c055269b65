/** A help desk: what stands above the lines that have a mistake. */

/** Writes it: entities of ten fields and of two, a machine, a rule, an event, a job. */
export const desk = (core: string): string => `import {
  assign, days, defineEntity, defineEvent, defineMachine, defineRule, entityClass, field,
  job, now, on, type SystemContext,
} from '${core}'
class Agent extends entityClass({ name: 'Agent', idPrefix: 'agt_', fields: {
  name: field.string(), level: field.integer({ default: 1 }),
} }) {}
class Ticket extends entityClass({ name: 'Ticket', idPrefix: 'tic_', fields: {
  subject: field.string(), body: field.string(),
  severity: field.oneOf(['low', 'high'], { default: 'low' }),
  status: field.oneOf(['open', 'solved', 'closed'], { default: 'open' }),
  agentId: field.ref(Agent, { optional: true }), watcherIds: field.refs(Agent),
  openedAt: field.date(), solvedAt: field.date({ optional: true }),
  refund: field.money({ optional: true }),
  headline: field.computed(field.string(), ({ subject }) => String(subject)),
} }) {}
const rest = { solved: { on: { shut: 'closed' } }, closed: { terminal: true } } as const
const life = defineMachine({ id: 'ticket', entity: Ticket, initial: 'open', states: {
  open: { on: { solve: 'solved' } }, ...rest,
} })
const able = defineRule('desk.able', Agent, { field: 'entity.level', op: 'gte', value: 2 })
const told = defineEvent('desk.ticket.told', { ticketId: field.ref(Ticket), text: field.string() })
const mail = job('desk.mail', { input: { text: field.string() }, handle: () => null })
declare const ctx: SystemContext
declare const ticket: Ticket
declare const agent: Agent`
