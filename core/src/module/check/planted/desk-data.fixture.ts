/** Entities, rules and machines with a mistake of every kind, as data: the compiler has seen nothing of it. */
import {
  defineEntity,
  defineRule,
  defineRuleTemplate,
  type EntityDefinition,
  field,
  type RuleDefinition,
  type StateMachine,
  type StateNode,
  Validators,
} from '../../../index.ts'
import { keyed } from '../../../schema/index.ts'

const status = field.oneOf(['open', 'done'], { default: 'open' })

const Agent = defineEntity({
  name: 'Agent',
  idPrefix: 'agt_',
  fields: { name: field.string(), level: field.integer(), status },
})

export const Ticket = defineEntity({
  name: 'Ticket',
  idPrefix: 'tic_',
  // @ts-expect-error there is no such field, which a declaration that came as data would not be told
  indexes: [['sttus']],
  // @ts-expect-error nor this one
  uniqueConstraints: [['subjct']],
  fields: {
    subject: field.string({ minLength: 5, maxLength: 3 }),
    severity: field.oneOf(['low', 'high'], { default: 'low' }),
    status,
    agentId: field.ref(Agent, { optional: true }),
    ownerId: field.ref('Agnt', { optional: true }),
    code: field.ref('Agent', { optional: true, refField: 'nmae' }),
    agent: field.string({ optional: true }),
    refund: field.money({ optional: true }),
    openedAt: field.date({ optional: true }),
    headline: field.computed(field.string(), () => 'x'),
  },
})

const count = { count: { ...field.integer(), validators: [Validators.email()] } }
const other: EntityDefinition = {
  ...defineEntity({ name: 'deskLine', idPrefix: 'LINE', fields: {} }),
  fields: keyed({ ...count, version: field.integer() }),
}
const Shelf = defineEntity({
  name: 'Shelf',
  idPrefix: 'tic_',
  fields: { code: field.string({ searchable: true, sensitive: true }) },
  rtChannel: 'all:shelves',
  searchSync: true,
})
const said = { ...defineEntity({ name: 'Said', idPrefix: 'sai_', fields: {} }), softdelete: false }

/** A second one under the same name, which must not stand in for the first. */
export const secondAgent: EntityDefinition = { ...Agent, fields: keyed({ rank: field.string() }) }

export const entities: readonly EntityDefinition[] = [Agent, Ticket, other, Shelf, said]

function rule(id: string, expr: unknown, entity = 'Ticket'): RuleDefinition {
  return { kind: 'rule', id, entity, expr: expr as RuleDefinition['expr'] }
}

const aboutAgent: RuleDefinition = rule(
  'desk.senior',
  { field: 'entity.level', op: 'gte', value: 2 },
  'Agent',
)

export const rules: readonly RuleDefinition[] = [
  aboutAgent,
  rule('desk.crossing', { field: 'entity.owner.x', op: 'eq', value: 1 }),
  rule('desk.short', { field: 'entity.lvl', op: 'gte', value: 1 }, 'Agent'),
  rule('desk.type', { field: 'entity.openedAt', op: 'gt', value: 'noon' }),
  rule('desk.choice', { field: 'entity.severity', op: 'eq', value: 'hgh' }),
  rule('desk.money', { field: 'entity.refund', op: 'lte', value: 5000 }),
  rule('desk.named', { ref: 'desk.senor' }),
  rule('desk.actor', { field: 'actor.role', op: 'neq', value: 'banned' }),
  rule('desk.no-value', { field: 'entity.severity', op: 'eq' }),
  rule('desk.pattern', { field: 'entity.subject', op: 'matches', value: '(a+' }),
  rule('desk.days', { field: 'entity.severity', op: 'withinDays', value: 3 }),
  rule('desk.operator', { field: 'entity.severity', op: 'equals', value: 'low' }),
  rule('desk.one', { ref: 'desk.two' }),
  rule('desk.two', { ref: 'desk.one' }),
  rule('desk.of-nobody', { field: 'entity.x', op: 'exists' }, 'Tickt'),
  rule('dsk.astray', { field: 'entity.severity', op: 'exists' }),
  defineRule('desk.senior', { field: 'entity.severity', op: 'exists' }),
]

export const template = defineRuleTemplate('desk.template', {
  params: { limit: field.money() },
  expr: { field: 'entity.refund', op: 'lte', value: { param: 'limt' } },
})

const open = {
  terminal: true,
  color: 'amber',
  after: [{ delay: -1, target: 'doen' }],
  on: {
    take: { target: 'done', guard: aboutAgent },
    solve: {
      target: 'done',
      guard: { field: 'entity.severty', op: 'exists' },
      gard: {},
      actions: [
        { type: 'assign', field: 'openedAt', value: 'soon' },
        { type: 'assign', field: 'headline', value: 'x' },
        { type: 'assign', field: 'status', value: 'done' },
        { type: 'assign', field: 'openedOn', value: 1 },
        { type: 'emit', event: 'desk.ticket.solved' },
        { type: 'emit', event: 'desk.ticket.solvd' },
        { type: 'emit', event: 'desk.ticket.solved', payload: { mood: 5 } },
        { type: 'dispatch', command: 'desk.escalate' },
        { type: 'dispatch', command: 'desk.twice' },
        { type: 'dispatch', command: 'desk.esclate' },
        { type: 'mail' },
      ],
    },
  },
} as unknown as StateNode

const turning: StateMachine['states'] = {
  open: { on: { meet: [{ target: 'done' }, { target: 'open' }] } },
  done: {},
  lost: { terminal: true },
}

export const machines: readonly StateMachine[] = [
  {
    id: 'ticket',
    entityType: 'Ticket',
    initial: 'open',
    states: { open, done: { on: { back: 'open' } } },
  },
  { id: 'agent', entityType: 'Agent', initial: 'opn', states: turning },
  {
    id: 'agent',
    entityType: 'Agent',
    field: 'stats',
    initial: 'open',
    states: { open: { terminal: true } },
  },
  { id: 'nobody', entityType: 'Agnt', initial: 'open', states: { open: { terminal: true } } },
]
