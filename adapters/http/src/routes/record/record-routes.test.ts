/** A patch is merged into what is there when it is stored, not into what was there when it came. */
import type { CommandMessage, SystemContext } from '@plinth/core'
import { expect, test } from 'vitest'
import { resourceOf } from '../../catalogue/resource.ts'
import { openShop } from '../../shop.fixture.ts'
import type { Call } from '../call.ts'
import { recordRoutes } from './record-routes.ts'
import type { StoredRecord } from './stored-record.ts'

test('a patch is merged again when another change came between', async () => {
  const { patch, rival, read } = await desk()

  const answer = await patch({ extra: { mine: 1 } }, () => rival({ extra: { theirs: 1 } }))

  expect(answer.status).toBe(200)
  expect(await read()).toMatchObject({ version: 3, extra: { theirs: 1, mine: 1 } })
})

test('with If-Match it is not: its caller knows which version he means', async () => {
  const { patch, rival, read } = await desk({ 'if-match': '"1"' })

  const patching = patch({ extra: { mine: 1 } }, () => rival({ extra: { theirs: 1 } }))

  await expect(patching).rejects.toMatchObject({ code: 'entity.stale' })
  expect(await read()).toMatchObject({ version: 2, extra: { theirs: 1 } })
})

test('others who are faster each time are a conflict in the end', async () => {
  const { patch, rival } = await desk()
  let turn = 0

  const patching = patch({ extra: { mine: 1 } }, () => rival({ lines: 10 + ++turn }), Infinity)

  await expect(patching).rejects.toMatchObject({ code: 'entity.stale' })
  expect(turn).toBe(5)
})

/** An order, somebody who patches it, and a rival who may change it in between. */
async function desk(headers: Call['headers'] = {}) {
  const { system } = await openShop()
  const org = { id: 'org_a', slug: 'a', settings: {} }
  const real = system.as({ actor: { id: 'ada', roles: [], orgId: org.id, type: 'human' }, org })
  const order = await newOrder(real)
  const schema = system.entities.find(({ name }) => name === 'Order')
  if (!schema) throw new Error('the shop has no orders')
  const route = recordRoutes(resourceOf(schema, undefined)).find(({ method }) => method === 'PATCH')

  return {
    read: () => real.query<StoredRecord>({ type: 'sales.order.read', params: { id: order.id } }),
    rival: (changes: object) => update(real, order, changes),
    patch: async (body: Call['body'], between: () => Promise<unknown>, times = 1) => {
      const ctx = interrupted(real, between, times)
      const call = { ctx, path: '', headers, body, params: { id: order.id }, parameters, present }
      if (!route) throw new Error('orders cannot be patched')
      return route.handle(call)
    },
  }
}

const parameters = () => []
const present: Call['present'] = {
  any: async (value) => value,
  records: async (_schema, rows) => rows,
}

async function newOrder(ctx: SystemContext): Promise<StoredRecord> {
  const customer = await ctx.dispatch<StoredRecord>({
    type: 'sales.customer.create',
    payload: { name: 'Ada' },
  })
  const total = { amount: 1, currency: 'USD' }
  const payload = { number: 'SO-1', customerId: customer.id, total }
  return ctx.dispatch<StoredRecord>({ type: 'sales.order.create', payload })
}

function update(ctx: SystemContext, { id }: StoredRecord, changes: object): Promise<unknown> {
  return ctx.dispatch({ type: 'sales.order.update', payload: { id, changes } })
}

/** The same context, in which something happens before each of the first few commands. */
function interrupted(
  real: SystemContext,
  between: () => Promise<unknown>,
  times: number,
): SystemContext {
  let left = times
  const dispatch = async (command: CommandMessage) => {
    if (left-- > 0) await between()
    return real.dispatch(command)
  }
  return new Proxy(real, {
    get(target, key) {
      if (key === 'dispatch') return dispatch
      const value: unknown = Reflect.get(target, key, target)
      return isMethod(value) ? (...rest: unknown[]) => value.apply(target, rest) : value
    },
  })
}

function isMethod(value: unknown): value is (...rest: unknown[]) => unknown {
  return typeof value === 'function'
}
