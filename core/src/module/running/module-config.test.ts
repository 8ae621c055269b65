/** What modules are configured with: defaults, what the system says instead, and what is refused. */
import { expect, test } from 'vitest'
import { defineConfig, defineModule, defineQuery, field, type ModuleConfig } from '../../index.ts'
import { createSystem, memoryDatabase } from '../../runtime.ts'

const salesConfig = defineConfig('sales', {
  reminderDays: field.integer({ min: 1, max: 90, default: 14 }),
  sender: field.string({ optional: true }),
})

const readConfig = defineQuery('sales.config', {
  input: {},
  handle: (_, ctx) => {
    const { reminderDays, sender } = ctx.config(salesConfig)
    return { reminderDays: reminderDays + 0, sender }
  },
})

const sales = defineModule({
  id: 'sales',
  version: '1.0.0',
  config: salesConfig,
  queries: [readConfig],
})

test('a module has its defaults, and what the system says instead', async () => {
  expect(await answerUnder({})).toEqual({ reminderDays: 14, sender: null })
  expect(await answerUnder({ sales: { reminderDays: 3, sender: 'Ann' } })).toEqual({
    reminderDays: 3,
    sender: 'Ann',
  })
})

test('a value that its field does not allow keeps the system from being made', () => {
  expect(pageUnder({ sales: { reminderDays: 0 } })).toThrow(
    'sales  config: reminderDays must be at least 1, not 0',
  )
})

test('a misspelt key, and a module that is not there, are told with what was meant', () => {
  expect(pageUnder({ sales: { reminderDay: 3 }, sale: {} })).toThrow(
    /Did you mean "sales"\?[^]*config: .*reminderDay.*reminderDays/,
  )
})

test('the configuration of another module is not this one to declare', () => {
  const foreign = defineModule({ id: 'stock', version: '1.0.0', config: salesConfig })

  expect(() => systemOf([foreign], {})).toThrow(
    `declares the config of "sales"; its own is defineConfig('stock', {…})`,
  )
})

async function answerUnder(config: ModuleConfig): Promise<unknown> {
  const system = systemOf([sales], config)
  await system.start()
  const actor = { id: 'act_1', roles: [], orgId: 'org_1', type: 'system' } as const
  const answer = await system
    .as({ actor, org: { id: 'org_1', slug: 'one', settings: {} } })
    .query(readConfig({}))
  await system.stop()
  return answer
}

function pageUnder(config: ModuleConfig): () => unknown {
  return () => systemOf([sales], config)
}

function systemOf(modules: Parameters<typeof createSystem>[0]['modules'], config: ModuleConfig) {
  const permissions = { permits: () => true }
  return createSystem({ modules, config, database: memoryDatabase(), permissions })
}
