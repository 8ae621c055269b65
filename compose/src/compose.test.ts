/** What a system is composed with is what it runs with. */
import {
  ConflictError,
  cron,
  defineCommand,
  defineModule,
  type MediatorMiddleware,
} from '@plinth/core'
import { memoryGateway, memoryRateLimiter, memoryTracer, type System } from '@plinth/core/runtime'
import { memoryScheduleMemory } from '@plinth/testing'
import { afterEach, expect, test } from 'vitest'
import { compose, type ComposeDeclaration, memory, systemCaller } from './index.ts'

const hour = 3_600_000
let attempts = 0
let hours: readonly number[] = []
const ring = defineCommand('tower.ring', { input: {}, handle: () => ({ rung: true }) })
const contend = defineCommand('tower.contend', {
  input: {},
  handle() {
    attempts += 1
    throw new ConflictError('entity.stale', 'others were faster', {}, { transient: true })
  },
})
const strike = cron('tower.strike', '0 * * * *', { catchUp: true }, ({ payload }) => {
  hours = [...hours, payload.scheduledFor]
})
const tower = defineModule({
  id: 'tower',
  version: '1.0.0',
  commands: [ring, contend],
  jobs: [strike],
})

let system: System | null = null
afterEach(() => system?.stop())

test('a rate limiter is made of the time of the system, and counts', async () => {
  const limit = { burst: 2, every: hour }
  const caller = await open({
    adapters: { rateLimiter: (made) => memoryRateLimiter(made.platform, limit) },
  })

  await caller.dispatch(ring({}))
  await caller.dispatch(ring({}))

  await expect(caller.dispatch(ring({}))).rejects.toMatchObject({ code: 'rate.limited' })
})

test('a tracer is told of each request, in each system that opens', async () => {
  const tracers: ReturnType<typeof memoryTracer>[] = []
  const caller = await open({
    adapters: {
      tracer({ platform }) {
        const tracer = memoryTracer(platform)
        tracers.push(tracer)
        return tracer
      },
    },
  })

  await caller.dispatch(ring({}))

  expect(tracers.map(({ spans }) => spans.map(({ name }) => name))).toEqual([
    ['command tower.ring'],
  ])
})

test('a gateway is the one that clients of the system are brought to', async () => {
  const realtime = memoryGateway()

  await open({ adapters: { realtime } })

  expect(system?.realtime).toBe(realtime)
})

test('what passed while the system was down is made up for', async () => {
  const scheduleMemory = memoryScheduleMemory()
  await scheduleMemory.remember('tower.strike', Date.now() - 3 * hour)

  await open({ adapters: { scheduleMemory } })

  await expect.poll(() => hours.length).toBeGreaterThanOrEqual(1)
})

test('layers of one’s own surround every handler, from outside in', async () => {
  const seen: string[] = []
  const layer =
    (name: string): MediatorMiddleware =>
    (request, _ctx, next) => {
      seen.push(`${name} ${request.type}`)
      return next()
    }
  const caller = await open({ middleware: [layer('outer'), layer('inner')] })

  await caller.dispatch(ring({}))

  expect(seen).toEqual(['outer tower.ring', 'inner tower.ring'])
})

test('how often a unit of work is tried is as composed', async () => {
  attempts = 0
  const caller = await open({ retry: { attempts: 2, backoff: { type: 'fixed', delay: 1 } } })

  await expect(caller.dispatch(contend({}))).rejects.toThrow('others were faster')

  expect(attempts).toBe(2)
})

test('how long answers are kept is as composed, and a day at least', async () => {
  await expect(open({ idempotencyTtl: 1_000 })).rejects.toMatchObject({ code: 'config.invalid' })
})

async function open(declaration: Omit<ComposeDeclaration, 'name' | 'modules'>) {
  const { adapters, ...rest } = declaration
  const composed = compose({
    name: 'tower',
    modules: [tower],
    roles: { ringer: ['tower.*'] },
    ...rest,
    adapters: { database: memory(), ...adapters },
  })
  system = await composed.open({ variables: { APP_ENV: 'development' } })
  const { org, actor } = systemCaller('org_demo')
  return system.as({ org, actor: { ...actor, roles: ['ringer'], type: 'human' } })
}
