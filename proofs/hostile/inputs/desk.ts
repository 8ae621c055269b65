/** A small system in memory to which an attacker sends commands; after a while another one takes its place. */
import {
  type CommandMessage,
  defineCommand,
  defineEntity,
  defineModule,
  field,
  permission,
} from '@plinth/core'
import { createSystem, memoryDatabase, type System } from '@plinth/core/runtime'
import { leaveNothing } from '../../leftovers.ts'

/** Where commands are sent. */
export interface Desk {
  /** Sends a message as an attacker who may send everything. */
  send(message: CommandMessage): Promise<unknown>
  /** How often `desk.check` has been done. */
  checks(): number
}

/** Desks, one after the other: what one keeps goes with it. */
export interface Desks {
  /** The desk that is open now. */
  current(): Desk
}

const item = {
  name: field.string(),
  count: field.integer(),
  price: field.money({ optional: true }),
  status: field.oneOf(['new', 'sold', 'lost']),
  secret: field.string({ sensitive: true }),
  data: field.json({ optional: true }),
}

const Item = defineEntity({ name: 'Item', idPrefix: 'itm_', fields: item })

const attacker = {
  actor: { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' },
  org: { id: 'org_1', slug: 'one', settings: {} },
} as const

/** In messages. */
const lifetime = 500

/** Opens the first desk. */
export async function openDesks(): Promise<Desks> {
  let desk = await openDesk()
  let next = openDesk()
  let asked = 0
  return {
    current() {
      asked += 1
      if (asked % lifetime === 0) {
        const left = desk
        void next.then((opened) => {
          desk = opened
          next = openDesk()
          return left.close()
        })
      }
      return desk
    },
  }
}

async function openDesk(): Promise<Desk & { close(): Promise<void> }> {
  let checks = 0
  const check = defineCommand('desk.check', {
    input: item,
    allow: permission('desk.check'),
    handle({ payload: { name, count } }) {
      checks += 1
      return { name, count, place: checks }
    },
  })
  const desk = defineModule({ id: 'desk', version: '1.0.0', entities: [Item], commands: [check] })
  const system: System = createSystem({
    modules: [desk],
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })
  await system.start()
  const close = leaveNothing(() => system.stop())
  const own = system.as(attacker)
  return { send: (message) => own.dispatch(message), checks: () => checks, close }
}
