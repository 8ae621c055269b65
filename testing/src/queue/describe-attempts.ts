/** What becomes of jobs that fail, or hang. */
import type { JobOptions } from '@plinth/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aMoment, bench, employerOn, type OpenQueue, stopInTheEnd, until } from './queue-stage.ts'

const patient: JobOptions = { attempts: 2, backoff: { type: 'fixed', delay: 1_000 } }
const once: JobOptions = { attempts: 1 }

/** Adds the tests. */
export function describeAttempts(open: () => Promise<OpenQueue>): void {
  describe('attempts', () => {
    const staged = async () => {
      const { queue, pass } = await open()
      const desk = bench()
      const { work, begun, end } = desk
      queue.process('test.job', work)
      onTestFinished(() => stopInTheEnd(queue, desk))
      queue.start()
      const employer = employerOn(queue)
      return { queue, pass, begun, end, employer, jobs: queue.of(employer.id) }
    }

    test('a job that fails is tried again after its pause, and says why', async () => {
      const { queue, pass, begun, end, employer, jobs } = await staged()
      const { id } = await employer.add('x', { ...patient, removeOnComplete: false })
      await until(() => begun.length === 1)

      end(0, new Error('the first time'))
      await expect(queue.settled()).rejects.toThrow('the first time')
      expect(await jobs.getJob(id)).toMatchObject({
        status: 'delayed',
        attempts: 1,
        failedReason: 'the first time',
      })
      await pass(1_000)
      await until(() => begun.length === 2)
      end(1)
      await queue.settled()

      expect(await jobs.getJob(id)).toMatchObject({ status: 'completed', attempts: 2 })
      expect(await jobs.getDLQ('test.job')).toEqual([])
    })

    test('a job whose attempts are used up is a dead letter, and holds nobody up', async () => {
      const { queue, begun, end, employer, jobs } = await staged()
      const { id } = await employer.add('x', once)
      await until(() => begun.length === 1)

      end(0, new Error('for good'))
      await queue.settled()
      await jobs.drain('test.job')

      const [letter, ...others] = await jobs.getDLQ('test.job')
      expect(letter).toMatchObject({ id, status: 'failed', attempts: 1, failedReason: 'for good' })
      expect(others).toEqual([])
      expect(await queue.of(employerOn(queue).id).getDLQ('test.job')).toEqual([])
    })

    test('dead letters begin anew, the oldest first, as many as are asked for', async () => {
      const { queue, begun, end, employer, jobs } = await staged()
      for (const [index, payload] of ['a', 'b', 'c'].entries()) {
        await employer.add(payload, once)
        await until(() => begun.length === index + 1)
        end(index, new Error('broken'))
        await queue.settled()
      }

      await jobs.replayDLQ('test.job', 2)
      await until(() => begun.length === 5)
      end(3)
      end(4)
      await queue.settled()

      expect(begun.slice(3).map(({ job }) => job.payload)).toEqual(['a', 'b'])
      expect((await jobs.getDLQ('test.job')).map(({ payload }) => payload)).toEqual(['c'])
      await jobs.replayDLQ('test.job')
      await until(() => begun.length === 6)
      end(5)
      await queue.settled()
      expect(await jobs.getDLQ('test.job')).toEqual([])
    })

    test('one need not wait for the pause, and only what has failed begins anew', async () => {
      const { queue, begun, end, employer, jobs } = await staged()
      const { id } = await employer.add('x', { ...patient, removeOnComplete: false })
      await until(() => begun.length === 1)
      await expect(jobs.retry(id)).rejects.toMatchObject({ code: 'job.state' })

      end(0, new Error('the first time'))
      await expect(queue.settled()).rejects.toThrow('the first time')
      await jobs.retry(id)
      await until(() => begun.length === 2)
      end(1)
      await queue.settled()

      await expect(jobs.retry(id)).rejects.toMatchObject({ code: 'job.state' })
    })

    test('a job that hangs is tried again, and what its first attempt does comes too late', async () => {
      const { queue, pass, begun, end, employer, jobs } = await staged()
      const options = { ...patient, timeout: 2_000, removeOnComplete: false }
      const { id } = await employer.add('x', options)
      await until(() => begun.length === 1)

      await pass(2_000)
      await aMoment()
      expect(await jobs.getJob(id)).toMatchObject({ status: 'delayed' })
      await pass(1_000)
      await until(() => begun.length === 2)
      end(0)
      await aMoment()

      const lost = expect.objectContaining({ code: 'job.lost' })
      expect(() => begun[0]?.job.assertHeld()).toThrow(lost)
      expect(await jobs.getJob(id)).toMatchObject({ status: 'active', attempts: 2 })
      begun[1]?.job.assertHeld()
      end(1)
      await queue.settled()
      expect(await jobs.getJob(id)).toMatchObject({ status: 'completed', attempts: 2 })
    })

    test('a job that always hangs is a dead letter that says so', async () => {
      const { queue, pass, begun, employer, jobs } = await staged()
      await employer.add('x', { ...once, timeout: 1_000 })
      await until(() => begun.length === 1)

      await pass(1_000)
      await queue.settled()

      const [letter] = await jobs.getDLQ('test.job')
      expect(letter?.failedReason).toMatch('has not ended within 1000 ms')
    })
  })
}
