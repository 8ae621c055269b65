/** The queue in memory keeps the contract of every queue, and its laws. */
import { FakeClock, seededRandom } from '@plinth/testing'
import { describeQueue } from '@plinth/testing/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDGenerator, type JobPriority } from '../../index.ts'
import { memoryQueue, type NewJob } from '../../runtime.ts'

describeQueue(async () => {
  const { queue, clock } = openQueue()
  return { queue, pass: async (ms) => clock.advance(ms) }
})

test('a job that has a name of its own can be added again after a day', async () => {
  const { queue, clock } = openQueue()
  const done: unknown[] = []
  queue.process('test.job', async ({ job }) => void done.push(job.payload))
  queue.start()
  const add = async (payload: number) => {
    await queue.enqueue([jobOf('a', { payload, options: { jobId: 'once' } })])
    await queue.settled()
  }

  await add(1)
  clock.advance(day - 1)
  await add(2)
  clock.advance(1)
  await add(3)

  expect(done).toEqual([1, 3])
})

test('a job that was taken out when it was done does not take its successor along', async () => {
  const { queue, clock } = openQueue()
  queue.process('test.job', async () => {})
  queue.start()
  const jobs = queue.of('a')
  await queue.enqueue([jobOf('a', { options: { jobId: 'once' } })])
  await queue.settled()
  await jobs.cancel('once')

  await queue.enqueue([jobOf('a', { options: { jobId: 'once', delay: 2 * day } })])
  clock.advance(day)

  expect(await jobs.getJob('once', 'test.job')).toMatchObject({ status: 'delayed' })
  await queue.stop()
})

test('a queue that has stopped leaves no timer behind', async () => {
  const { queue, clock } = openQueue()
  queue.process('test.job', () => new Promise(() => {}))
  queue.start()
  await queue.enqueue([jobOf('a'), jobOf('a', { options: { delay: day } })])

  const stopped = queue.stop()
  clock.advance(5_000)
  await stopped

  expect(clock.pending).toBe(0)
})

interface Plan {
  readonly organization: string
  readonly priority: JobPriority
  readonly delay: number
  /** What becomes of each attempt; beyond the last, it succeeds. */
  readonly attempts: readonly ('ok' | 'throws' | 'hangs')[]
  readonly isCancelled: boolean
}

const plans = fc.array(
  fc.record<Plan>({
    organization: fc.constantFrom('a', 'b', 'c'),
    priority: fc.constantFrom('critical', 'standard', 'bulk'),
    delay: fc.constantFrom(0, 0, 5, 40),
    attempts: fc.array(fc.constantFrom('ok', 'throws', 'hangs'), { maxLength: 4 }),
    isCancelled: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
)

test('each job ends exactly once, whatever becomes of its attempts, and places are never exceeded', async () => {
  await fc.assert(
    fc.asyncProperty(plans, fc.integer({ min: 1, max: 4 }), async (all, concurrency) => {
      const { queue, clock } = openQueue()
      const held = new Map<string, number>()
      let most = 0
      queue.process(
        'test.job',
        async ({ job }) => {
          const plan = all[Number(job.id)]
          held.set(job.id, (job.processedAt ?? 0) + timeout)
          const active = [...held.values()].filter((until) => until > clock.now()).length
          most = Math.max(most, active)
          const fate = plan?.attempts[job.attempts - 1] ?? 'ok'
          if (fate === 'hangs') await new Promise(() => {})
          await new Promise<void>((resolve) => clock.after(3, resolve))
          held.delete(job.id)
          if (fate === 'throws') throw new Error('broken')
        },
        concurrency,
      )
      queue.start()
      const added = await queue.enqueue(all.map(jobOfPlan))
      const cancelled = new Set<string>()
      for (const [index, { organization, isCancelled }] of all.entries()) {
        if (!isCancelled) continue
        cancelled.add(String(index))
        held.delete(String(index))
        await queue.of(organization).cancel(String(index))
      }

      for (let turn = 0; turn < 400; turn++) {
        clock.advance(5)
        await Promise.resolve()
      }

      expect(most).toBeLessThanOrEqual(concurrency)
      expect(queue.isIdle).toBe(true)
      for (const [index, { id }] of added.entries()) {
        const { organization = '', attempts = [] } = all[index] ?? {}
        const job = await queue.of(organization).getJob(id)
        const first = attempts.slice(0, 3)
        const isDead = first.length === 3 && !first.includes('ok')
        const expected = isDead ? 'failed' : 'completed'
        expect(job?.status ?? 'cancelled').toBe(cancelled.has(id) ? 'cancelled' : expected)
        const oks = first.indexOf('ok')
        const tries = isDead ? 3 : (oks === -1 ? first.length : oks) + 1
        expect(job?.attempts ?? tries).toBe(tries)
      }
      await queue.stop()
    }),
    { numRuns: 60 },
  )
})

test('an organization with a job that may begin waits for at most one of each other', async () => {
  const arrivals = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(
      arrivals,
      fc.integer({ min: 1, max: 3 }),
      async (organizations, concurrency) => {
        const { queue, clock } = openQueue()
        const begun: string[] = []
        const waiting = new Map<string, number>()
        queue.process(
          'test.job',
          async ({ job }) => {
            begun.push(job.organizationId)
            await new Promise<void>((resolve) => clock.after(1, resolve))
          },
          concurrency,
        )
        for (const organization of organizations) {
          waiting.set(organization, (waiting.get(organization) ?? 0) + 1)
        }
        await queue.enqueue(organizations.map((organization) => jobOf(organization)))
        queue.start()
        for (let turn = 0; turn < 200; turn++) {
          clock.advance(1)
          await Promise.resolve()
        }

        expect(begun).toHaveLength(organizations.length)
        for (const organization of waiting.keys()) {
          const turns = begun.flatMap((other, index) => (other === organization ? [index] : []))
          const gaps = turns.map((turn, index) => begun.slice((turns[index - 1] ?? -1) + 1, turn))
          for (const gap of gaps) expect(new Set(gap).size).toBe(gap.length)
        }
        await queue.stop()
      },
    ),
    { numRuns: 60 },
  )
})

const day = 86_400_000
const timeout = 20

function openQueue() {
  const clock = new FakeClock()
  const random = seededRandom()
  const ids = new IDGenerator(clock, random)
  return { clock, queue: memoryQueue({ platform: { clock, random, ids } }) }
}

function jobOf(
  organizationId: string,
  { payload = null, options = {} }: Partial<Pick<NewJob, 'payload' | 'options'>> = {},
): NewJob {
  const origin = { organizationId, correlationId: 'cor_1', causedBy: null }
  return { ...origin, name: 'test.job', payload, options }
}

function jobOfPlan({ organization, priority, delay }: Plan, index: number): NewJob {
  const backoff = { type: 'exponential', delay: 4 } as const
  const options = { priority, delay, jobId: String(index), timeout, backoff }
  return jobOf(organization, { options })
}
