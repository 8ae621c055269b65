/** Whose turn it is. */
import type { JobPriority } from '@plinth/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aMoment, bench, employerOn, type OpenQueue, stopInTheEnd, until } from './queue-stage.ts'

/** Adds the tests. */
export function describeTurns(open: () => Promise<OpenQueue>): void {
  describe('turns', () => {
    const staged = async (concurrency: number) => {
      const { queue } = await open()
      const desk = bench()
      const { work, begun, end } = desk
      queue.process('test.job', work, concurrency)
      onTestFinished(() => stopInTheEnd(queue, desk))
      const endAll = async (count: number) => {
        for (let index = 0; index < count; index++) {
          await until(() => begun.length > index)
          end(index)
        }
        await queue.settled()
      }
      const payloads = () => begun.map(({ job }) => job.payload)
      return { queue, begun, endAll, payloads, employer: employerOn(queue), end }
    }

    test('no more jobs are active than there are places', async () => {
      const { queue, begun, employer, endAll, end } = await staged(2)
      queue.start()
      for (const payload of [1, 2, 3]) await employer.add(payload)

      await until(() => begun.length === 2)
      await aMoment()
      expect(begun).toHaveLength(2)
      end(1)
      await until(() => begun.length === 3)
      await endAll(3)
    })

    test('jobs of one priority are begun in the order in which they were added', async () => {
      const { queue, employer, endAll, payloads } = await staged(1)
      for (const payload of [1, 2, 3, 4]) await employer.add(payload)

      queue.start()
      await endAll(4)

      expect(payloads()).toEqual([1, 2, 3, 4])
    })

    test('critical jobs go before standard ones, and those before bulk', async () => {
      const { queue, employer, endAll, payloads } = await staged(1)
      const priorities: readonly JobPriority[] = [
        'bulk',
        'standard',
        'critical',
        'bulk',
        'critical',
      ]
      for (const priority of priorities) await employer.add(priority, { priority })

      queue.start()
      await endAll(5)

      expect(payloads()).toEqual(['critical', 'critical', 'standard', 'bulk', 'bulk'])
    })

    test('organizations take turns, however many jobs one of them has', async () => {
      const { queue, employer, endAll, payloads } = await staged(1)
      const [second, third] = [employerOn(queue), employerOn(queue)]
      for (const payload of ['a1', 'a2', 'a3'])
        await employer.add(payload, { priority: 'critical' })
      for (const payload of ['b1', 'b2']) await second.add(payload, { priority: 'bulk' })
      await third.add('c1')

      queue.start()
      await endAll(6)

      expect(payloads()).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
    })

    test('bulk jobs leave half the places to others', async () => {
      const { queue, employer, endAll, payloads } = await staged(4)
      for (const payload of [1, 2, 3]) await employer.add(payload, { priority: 'bulk' })
      queue.start()
      await aMoment()
      expect(payloads()).toEqual([1, 2])

      await employerOn(queue).add('standard')

      await aMoment()
      expect(payloads()).toEqual([1, 2, 'standard'])
      await endAll(4)
    })
  })
}
