/** What every queue must be that a system can be composed with: opened, it keeps the contract, on the time that it is given. */
import { IDGenerator, type Logger, type Platform } from '@plinth/core'
import { type JobQueue, silentLogger } from '@plinth/core/runtime'
import { describe, expect, test } from 'vitest'
import { FakeClock } from '../fake-clock.ts'
import { describeQueue } from '../queue/describe-queue.ts'
import { employerOn } from '../queue/queue-stage.ts'
import { seededRandom } from '../seeded-random.ts'

/** A `QueueAdapter` of Plinth. */
export interface OpensQueues {
  open(setting: { readonly platform: Platform; readonly logger: Logger }): JobQueue
}

/** Runs the suite, that of every queue among it. `adapter` makes an adapter whose queues are new and empty. */
export function describeQueueAdapter(adapter: () => OpensQueues): void {
  const open = () => {
    const clock = new FakeClock()
    const random = seededRandom()
    const platform = { clock, random, ids: new IDGenerator(clock, random) }
    return { clock, queue: adapter().open({ platform, logger: silentLogger }) }
  }

  describe('as every queue adapter', () => {
    test('a queue that was opened and never started holds nothing, and stops', async () => {
      const { clock, queue } = open()

      await queue.stop()

      expect(clock.pending).toBe(0)
      expect(typeof queue.isDurable).toBe('boolean')
    })

    test('a job is there before the queue works, and says when it came by the time that was given', async () => {
      const { clock, queue } = open()
      const employer = employerOn(queue)

      const job = await employer.add({ a: 1 })

      expect(await queue.of(employer.id).getJob(job.id)).toMatchObject({ createdAt: clock.now() })
      await queue.stop()
    })

    describeQueue(async () => {
      const { clock, queue } = open()
      return { queue, pass: async (ms) => clock.advance(ms) }
    })
  })
}
