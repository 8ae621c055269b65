/** What a handler learns of the request that it serves. */
import { expect, test } from 'vitest'
import { type Caller, defineCommand, defineQuery } from '../../context/index.ts'
import { memoryDatabase } from '../../repository/index.ts'
import { createSystem } from '../create-system.ts'
import { defineModule } from '../define-module.ts'

const whereFrom = defineQuery('sales.whereFrom', {
  input: {},
  handle: (_, ctx) => ({ ip: ctx.ip, userAgent: ctx.userAgent }),
})
const askAgain = defineCommand('sales.askAgain', {
  input: {},
  handle: (_, ctx) => ctx.query(whereFrom({})),
})
const sales = defineModule({
  id: 'sales',
  version: '1.0.0',
  commands: [askAgain],
  queries: [whereFrom],
})

test('a handler learns where a request came from, and so does what it asks', async () => {
  const answer = await answerTo({ ip: '192.0.2.7', userAgent: 'curl/8.5' })

  expect(answer).toEqual({ ip: '192.0.2.7', userAgent: 'curl/8.5' })
})

test('what did not come over a network came from nowhere', async () => {
  expect(await answerTo({})).toEqual({ ip: null, userAgent: null })
})

test('a client that talks at length about itself is cut short', async () => {
  expect(await answerTo({ userAgent: 'x'.repeat(10_000) })).toEqual({
    ip: null,
    userAgent: 'x'.repeat(512),
  })
})

async function answerTo(client: Pick<Caller, 'ip' | 'userAgent'>): Promise<unknown> {
  const permissions = { permits: () => true }
  const system = createSystem({ modules: [sales], database: memoryDatabase(), permissions })
  await system.start()
  const actor = { id: 'act_1', roles: [], orgId: 'org_1', type: 'human' } as const
  const org = { id: 'org_1', slug: 'one', settings: {} }
  const answer = await system.as({ actor, org, ...client }).dispatch(askAgain({}))
  await system.stop()
  return answer
}
