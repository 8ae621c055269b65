/** The lives of modules: what boots when, what happens when one fails, what a shutdown leaves. */
import { expect, test, vi } from 'vitest'
import { type LogFacts, silentLogger, systemPlatform } from '../primitives/index.ts'
import { memoryDatabase } from '../repository/index.ts'
import type { BootRegistry } from './boot/boot-registry.ts'
import { createSystem } from './create-system.ts'
import { defineModule } from './define-module.ts'
import type { ModuleManifest } from './manifest.ts'
import { type AppModule, ModuleRegistry } from './module-registry.ts'

test('modules of one level boot side by side, and after what they depend on', async () => {
  const { registry, diary } = await world()
  registry.register(module('inventory', { dependsOn: ['catalog'] }))
  registry.register(module('catalog', { boot: () => diary.wait('catalog', 'ledger') }))
  registry.register(module('ledger', { boot: () => diary.wait('ledger', 'catalog') }))

  const booted = await registry.boot()

  expect(booted.map(({ id }) => id)).toEqual(['catalog', 'ledger', 'inventory'])
})

test('asked for one module, it boots that one and what it needs', async () => {
  const { registry } = await world()
  registry.register(module('inventory', { dependsOn: ['catalog'] }))
  registry.register(module('catalog'))
  registry.register(module('ledger'))

  expect((await registry.boot(['inventory'])).map(({ id }) => id)).toEqual(['catalog', 'inventory'])
  expect((await registry.boot()).map(({ id }) => id)).toEqual(['ledger'])
})

test('when modules fail, all are named with their reasons, and what had started is shut down', async () => {
  const { registry } = await world()
  const shutdown = vi.fn()
  registry.register(module('catalog', { shutdown }))
  registry.register(module('sales', { dependsOn: ['catalog'], boot: fails('no paper') }))
  registry.register(module('stock', { dependsOn: ['catalog'], boot: fails('no shelf') }))

  const boot = registry.boot()

  await expect(boot).rejects.toThrow('modules "sales" (no paper), "stock" (no shelf) did not boot')
  expect(shutdown).toHaveBeenCalledTimes(1)
})

test('dependents shut down first, and one that fails keeps no other from it', async () => {
  const { registry, order, logged } = await world()
  registry.register(module('catalog', { shutdown: () => void order.push('catalog') }))
  registry.register(
    module('sales', {
      dependsOn: ['catalog'],
      shutdown: () => {
        order.push('sales')
        throw new Error('the drawer is stuck')
      },
    }),
  )
  await registry.boot()

  await registry.shutdown()
  await registry.shutdown()

  expect(order).toEqual(['sales', 'catalog'])
  expect(logged).toEqual([expect.objectContaining({ module: 'sales' })])
})

test('an id that is taken, misspelt or needed by itself is told', async () => {
  const { registry } = await world()
  registry.register(module('catalog', { dependsOn: ['sales'] }))
  registry.register(module('sales', { dependsOn: ['catalog'] }))

  expect(() => registry.register(module('sales'))).toThrow('the module id "sales" is taken twice')
  expect(() => registry.resolve('slaes')).toThrow(
    'there is no module "slaes". Did you mean "sales"?',
  )
  await expect(registry.boot()).rejects.toThrow('catalog → sales → catalog')
})

test('a system hands its parts to a module that boots, and says what the module is made of', async () => {
  const boot = vi.fn<(registry: BootRegistry) => void>()
  const sales = defineModule({ id: 'sales', version: '1.2.0', boot })
  const permissions = { permits: () => true }
  const system = createSystem({ modules: [sales], database: memoryDatabase(), permissions })

  await system.start()
  await system.stop()

  expect(Object.keys(boot.mock.calls[0]?.[0] ?? {})).toEqual(
    expect.arrayContaining(['bus', 'schemas', 'rules', 'realtime', 'db', 'adapters', 'logger']),
  )
  expect(system.manifests).toEqual([
    expect.objectContaining({ id: 'sales', version: '1.2.0', commands: [], entities: [] }),
  ])
})

interface Life extends Partial<Pick<AppModule, 'boot' | 'shutdown'>> {
  readonly dependsOn?: readonly string[]
}

function module(id: string, { dependsOn = [], ...life }: Life = {}): AppModule {
  const manifest: ModuleManifest = {
    id,
    version: '1.0.0',
    dependsOn,
    entities: [],
    idPrefixes: {},
    events: [],
    commands: [],
    queries: [],
    fsms: [],
    scheduledJobs: [],
    queueWorkers: [],
    migrations: [],
    defaultConfig: {},
  }
  return { manifest, boot: () => {}, shutdown: () => {}, ...life }
}

function fails(reason: string): () => never {
  return () => {
    throw new Error(reason)
  }
}

async function world() {
  const logged: (LogFacts | undefined)[] = []
  const logger = {
    ...silentLogger,
    error: (_: string, facts?: LogFacts) => void logged.push(facts),
  }
  const order: string[] = []
  const { clock } = systemPlatform()
  const registry = new ModuleRegistry({ clock, logger, registry: await bootRegistry() })
  return { registry, logged, order, diary: meeting() }
}

/** What a system hands to its modules. */
async function bootRegistry(): Promise<BootRegistry> {
  const boot = vi.fn<(registry: BootRegistry) => void>()
  const modules = [defineModule({ id: 'probe', version: '1.0.0', boot })]
  const permissions = { permits: () => true }
  const system = createSystem({ modules, database: memoryDatabase(), permissions })
  await system.start()
  await system.stop()
  const [registry] = boot.mock.calls[0] ?? []
  if (!registry) throw new Error('no module has booted')
  return registry
}

/** Two that wait for each other: they only get past it side by side. */
function meeting() {
  const arrived = new Map<string, () => void>()
  const arrivals = new Map<string, Promise<void>>()
  const arrival = (name: string): Promise<void> => {
    const known = arrivals.get(name)
    if (known) return known
    const made = new Promise<void>((resolve) => arrived.set(name, resolve))
    arrivals.set(name, made)
    return made
  }
  return {
    wait: async (name: string, other: string): Promise<void> => {
      void arrival(name)
      arrived.get(name)?.()
      await arrival(other)
    },
  }
}
