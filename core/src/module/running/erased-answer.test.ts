/** A record is erased while a command is being done whose answer tells of it: what is kept does not. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Caller,
  defineCommand,
  defineEntity,
  defineModule,
  field,
  type SystemContext,
} from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Guest = defineEntity({ name: 'Guest', idPrefix: 'gue_', fields: { name: field.string() } })
const Stay = defineEntity({
  name: 'Stay',
  idPrefix: 'sta_',
  fields: { guestId: field.ref(Guest) },
})

const ofGuest = { guestId: field.ref(Guest) }
const list = defineCommand('inn.list', {
  input: ofGuest,
  async handle(_command, ctx) {
    const guests = await ctx.repo(Guest).findAll()
    await meanwhile()
    return guests.map(({ name }) => name)
  },
})
const visits = defineCommand('inn.visits', {
  input: ofGuest,
  async handle(_command, ctx) {
    const stays = await ctx.repo(Stay).findAll({}, { include: ['guestId'] })
    await meanwhile()
    return stays.map(({ guest }) => guest?.name)
  },
})
const recall = defineCommand('inn.recall', {
  input: ofGuest,
  async handle({ payload }, ctx) {
    const guest = await ctx.repo(Guest).asOf(payload.guestId, ctx.now())
    await meanwhile()
    return guest?.name
  },
})
const inn = defineModule({
  id: 'inn',
  version: '1.0.0',
  entities: [Guest, Stay],
  commands: [list, visits, recall],
})
const ann: Caller = {
  actor: { id: 'ann', roles: [], orgId: 'north', type: 'human' },
  org: { id: 'north', slug: 'north', settings: {} },
}

let system: System
let ctx: SystemContext
let meanwhile: () => Promise<unknown>
beforeEach(async () => {
  meanwhile = async () => null
  const permissions = { permits: () => true }
  system = createSystem({ modules: [inn], permissions, database: memoryDatabase() })
  await system.start()
  ctx = system.as(ann)
})
afterEach(() => system.stop())

interface Staying {
  readonly guestId: string
  /** Erases the guest, and the stay that refers to him. */
  readonly forget: () => Promise<void>
}

async function guestStaying(): Promise<Staying> {
  const send = (type: string, payload: unknown) => ctx.dispatch<{ id: string }>({ type, payload })
  const guest = await send('inn.guest.create', { name: 'Ada Secret' })
  const stay = await send('inn.stay.create', { guestId: guest.id })
  const forget = async () => {
    await send('inn.stay.erase', { id: stay.id })
    await send('inn.guest.erase', { id: guest.id })
  }
  return { guestId: guest.id, forget }
}

test.each([
  ['in a list', 'inn.list'],
  ['behind a ref', 'inn.visits'],
  ['in its past', 'inn.recall'],
])('a record is read %s and erased before the commit: its content is not kept', async (_, type) => {
  const { guestId, forget } = await guestStaying()
  const send = () => ctx.dispatch({ type, payload: { guestId }, idempotencyKey: 'k' })
  meanwhile = forget

  const first = await send()

  expect(JSON.stringify(first)).toContain('Ada Secret')
  await expect(send()).rejects.toMatchObject({ code: 'idempotency.erased' })
})

test('a record whose past was told is erased later, and the answer with it', async () => {
  const { guestId, forget } = await guestStaying()
  const send = () => ctx.dispatch({ type: 'inn.recall', payload: { guestId }, idempotencyKey: 'k' })
  await send()

  await forget()

  await expect(send()).rejects.toMatchObject({ code: 'idempotency.erased' })
})
