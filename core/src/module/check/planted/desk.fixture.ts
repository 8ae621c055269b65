/** A system with a mistake of every kind: its modules, and how they are composed. */
import {
  cron,
  defineCommand,
  defineConfig,
  defineEvent,
  defineModule,
  defineQuery,
  field,
  forward,
  job,
  on,
  permission,
  roleTable,
} from '../../../index.ts'
import { memoryDatabase, registerAdapters } from '../../../runtime.ts'
import type { SystemParts } from '../../system.ts'
import { entities, machines, rules, secondAgent, template, Ticket } from './desk-data.fixture.ts'

const handle = () => null
const input = {}

const solved = defineEvent('desk.ticket.solved', {
  ticketId: field.ref(Ticket),
  mood: field.string(),
})

const desk = defineModule({
  id: 'desk',
  version: '1.0.0',
  config: defineConfig('desk', { days: field.integer({ default: 3, max: 9 }) }),
  entities,
  machines,
  rules: [...rules, template],
  events: [
    solved,
    solved,
    defineEvent('desk.solved', {}),
    defineEvent('stock.item.moved', {}),
    defineEvent('desk.ticket.updated', { ticketId: field.ref('Tickett') }),
    defineEvent('desk.ticket.moved', {}, { version: 3, upcast: { 1: (payload) => payload } }),
  ],
  commands: [
    defineCommand('desk.escalate', { input: { id: field.string(), why: field.string() }, handle }),
    { ...defineCommand('desk.forgotten', { input, handle }), handle: undefined },
    defineCommand('stock.take', { input, handle }),
    defineCommand('desk.twice', { input, handle }),
    defineCommand('desk.twice', { input: { ticketId: field.ref('Tiket') }, handle }),
    defineCommand('desk.guarded', { input, allow: permission('guarded'), handle }),
  ],
  queries: [
    defineQuery('desk.twice', {
      input: { shown: field.computed(field.string(), () => 'x') },
      handle,
    }),
  ],
  subscriptions: [
    on('desk.ticket.slved', { name: 'desk.hears-nothing' }, handle),
    on('desk.ticket.*', { name: 'elsewhere.named' }, handle),
    on('des*k.x', { name: 'desk.named-twice' }, handle),
    on('desk.ticket.vanished', { name: 'desk.named-twice' }, handle),
  ],
  forwards: [forward('desk.ticket.sovled', () => 'all')],
  jobs: [
    cron('desk.often', '0 25 * * *', { timezone: 'Europe/Berln' }, handle),
    cron('desk.never', '0 0 31 2 *', handle),
    job('jb', { input, attempts: -1, concurrency: 0, handle }),
    job('stock.count', { input, handle }),
    job('stock.count', { input, handle }),
  ],
  migrations: [
    { version: '2.0.0', description: 'early', statements: ['select 1'] },
    { version: '0.1.0', description: 'ends', statements: ['commit'] },
    { version: '0.1.0', description: 'empty', statements: [] },
  ],
})

const stock = defineModule({
  id: 'stock',
  version: 'one',
  dependsOn: [desk],
  entities: [secondAgent],
})
const stray = defineModule({
  id: 'Stray',
  version: '1.0.0',
  dependsOn: [defineModule({ id: 'dsek', version: '1.0.0' })],
})
const one = defineModule({ id: 'one', version: '1.0.0' })
const two = defineModule({ id: 'two', version: '1.0.0' })
const circle = [
  { ...one, dependsOn: [two] },
  { ...two, dependsOn: [one] },
]

/** The parts of the system. */
export const planted: SystemParts = {
  modules: [desk, stock, stray, ...circle, defineModule({ id: 'desk', version: '1.0.0' })],
  config: { desk: { days: 12 }, stok: {} },
  database: memoryDatabase(),
  permissions: roleTable({ agent: ['desk.ticket.slove', 'desk..x', 'dsk.*', 'desk.*', 'zebra'] }),
  mistakes: registerAdapters({}, { payment: 'stripe' }).mistakes,
  organizations: () => [],
  cron: {
    problemOf: (expression) => (expression.includes('25') ? 'hour is out of range' : null),
    next: (expression, after) => (expression.includes('31 2') ? null : after + 1_000),
  },
}
