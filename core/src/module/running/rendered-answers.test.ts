/** A sender who says how he wants to be answered gets the same text again, and it goes with what it tells of. */
import { afterEach, expect, test } from 'vitest'
import {
  type Command,
  defineCommand,
  defineEntity,
  defineModule,
  field,
  type MediatorMiddleware,
  type SystemContext,
} from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Order = defineEntity({ name: 'Order', idPrefix: 'ord_', fields: { text: field.string() } })
const place = defineCommand('shop.place', {
  input: { text: field.string() },
  handle: ({ payload }, ctx) => ctx.repo(Order).save({ text: payload.text }),
})
const shop = defineModule({ id: 'shop', version: '1.0.0', entities: [Order], commands: [place] })

const running = new Set<System>()
afterEach(async () => {
  for (const system of running) await system.stop()
  running.clear()
})

test('under a key the text is written once, before the commit, and told again to the byte', async () => {
  const { ctx, written, order } = await newSender()

  const [first, second] = [await ctx.dispatch(order()), await ctx.dispatch(order())]

  expect(first).toMatch(/^1: \{"id":"ord_/)
  expect(second).toBe(first)
  expect(written()).toBe(1)
})

test('without a key each sending is written', async () => {
  const { ctx, order } = await newSender()
  const { idempotencyKey: _key, ...loose } = order()

  const [first, second] = [await ctx.dispatch(loose), await ctx.dispatch(loose)]

  expect(first).toMatch(/^1: /)
  expect(second).toMatch(/^2: /)
})

test('who takes the answer as it is gets that, though it was first written for another sender', async () => {
  const { ctx, order } = await newSender()
  const { render: _render, ...plain } = order()
  await ctx.dispatch(order())

  expect(await ctx.dispatch(plain)).toMatchObject({ text: 'tea', version: 1 })
})

test('an answer that a layer changes is written as it was changed, each time', async () => {
  const shout: MediatorMiddleware = async (_request, _ctx, next) => ({ loud: await next() })
  const { ctx, order } = await newSender([shout])

  const [first, second] = [await ctx.dispatch(order()), await ctx.dispatch(order())]

  expect(first).toMatch(/^2: \{"loud":/)
  expect(second).toMatch(/^3: \{"loud":/)
})

test('what cannot be written is not committed', async () => {
  const { ctx, order } = await newSender()
  const render: Command['render'] = () => {
    throw new Error('no ink')
  }

  await expect(ctx.dispatch({ ...order(), render })).rejects.toThrow('no ink')

  expect(await ctx.repo(Order).count()).toBe(0)
})

async function newSender(middleware: readonly MediatorMiddleware[] = []) {
  const system = createSystem({
    modules: [shop],
    database: memoryDatabase(),
    permissions: { permits: () => true },
    middleware,
  })
  running.add(system)
  await system.start()
  const actor = { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' } as const
  const ctx: SystemContext = system.as({ actor, org: { id: 'org_1', slug: 'one', settings: {} } })
  let count = 0
  const render = (answer: unknown) => `${++count}: ${JSON.stringify(answer)}`
  const order = () => ({ ...place({ text: 'tea' }), idempotencyKey: 'k', render })
  return { ctx, order, written: () => count }
}
