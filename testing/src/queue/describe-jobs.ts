/** How jobs are added, found and done. */
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  aMoment,
  bench,
  employerOn,
  newJob,
  type OpenQueue,
  stopInTheEnd,
  until,
} from './queue-stage.ts'

/** Adds the tests. */
export function describeJobs(open: () => Promise<OpenQueue>): void {
  describe('jobs', () => {
    const staged = async () => {
      const { queue, pass } = await open()
      const desk = bench()
      const { work, begun, end } = desk
      queue.process('test.job', work)
      onTestFinished(() => stopInTheEnd(queue, desk))
      return { queue, pass, begun, end, employer: employerOn(queue) }
    }

    test('a job is done with its payload and its origin, and forgotten', async () => {
      const { queue, begun, end, employer } = await staged()
      queue.start()

      const job = await employer.add({ a: 1 })
      await until(() => begun.length === 1)
      end(0)
      await queue.settled()

      expect(job).toMatchObject({ name: 'test.job', status: 'waiting', attempts: 0, progress: 0 })
      expect(begun[0]?.job).toMatchObject({ id: job.id, payload: { a: 1 }, status: 'active' })
      expect(begun[0]?.origin).toEqual({
        organizationId: employer.id,
        correlationId: 'cor_1',
        causedBy: null,
      })
      expect(await queue.of(employer.id).getJob(job.id)).toBeNull()
    })

    test('a job that is not to be forgotten tells when it was done', async () => {
      const { queue, begun, end, employer } = await staged()
      queue.start()

      const { id } = await employer.add(null, { removeOnComplete: false })
      await until(() => begun.length === 1)
      begun[0]?.job.report(40)
      const active = await queue.of(employer.id).getJob(id)
      end(0)
      await queue.settled()

      expect(active).toMatchObject({ status: 'active', attempts: 1, progress: 40 })
      const done = await queue.of(employer.id).getJob(id)
      expect(done).toMatchObject({ status: 'completed', attempts: 1, progress: 100 })
      expect(done?.completedAt).toBeGreaterThanOrEqual(done?.processedAt ?? Number.NaN)
    })

    test('nothing begins before the queue does', async () => {
      const { queue, begun, employer } = await staged()

      await employer.add(null)
      await aMoment()
      expect(begun).toEqual([])

      queue.start()
      await until(() => begun.length === 1)
    })

    test('a job that is delayed waits for its time', async () => {
      const { queue, pass, begun, employer } = await staged()
      queue.start()

      const job = await employer.add(null, { delay: 1_000 })
      await pass(500)
      await aMoment()
      expect(begun).toEqual([])
      expect(job.status).toBe('delayed')

      await pass(600)
      await until(() => begun.length === 1)
    })

    test('a job whose id is known is not added again, in its organization', async () => {
      const { queue, begun, end, employer } = await staged()
      const other = employerOn(queue)
      queue.start()

      await employer.add('first', { jobId: 'once' })
      const again = await employer.add('again', { jobId: 'once' })
      await other.add('other', { jobId: 'once' })
      await until(() => begun.length === 2)
      end(0)
      end(1)
      await queue.settled()
      await employer.add('late', { jobId: 'once' })
      await queue.settled()

      expect(again.payload).toBe('first')
      expect(begun.map(({ job }) => job.payload)).toEqual(['first', 'other'])
    })

    test('jobs of several names may have one id: each is done, and the name says which is meant', async () => {
      const { queue, begun, end, employer } = await staged()
      const desk = bench()
      queue.process('test.other', desk.work)
      const jobs = queue.of(employer.id)
      queue.start()

      await employer.add('mine', { jobId: 'ord_1', removeOnComplete: false })
      const other = await employer.add('other', { jobId: 'ord_1' }, 'test.other')
      await until(() => begun.length === 1 && desk.begun.length === 1)
      const found = await jobs.getJob('ord_1', 'test.other')
      await expect(jobs.getJob('ord_1')).rejects.toMatchObject({
        code: 'job.ambiguous',
        facts: { id: 'ord_1', names: ['test.job', 'test.other'] },
      })
      await expect(jobs.cancel('ord_1')).rejects.toMatchObject({ code: 'job.ambiguous' })
      await jobs.cancel('ord_1', 'test.other')
      desk.end(0)
      end(0)
      await queue.settled()

      expect(other).toMatchObject({ name: 'test.other', payload: 'other' })
      expect(found).toMatchObject({ name: 'test.other', payload: 'other', status: 'active' })
      expect(await jobs.getJob('ord_1')).toMatchObject({ name: 'test.job', status: 'completed' })
      expect(await jobs.getJob('ord_1', 'test.other')).toBeNull()
    })

    test('what belongs to another organization is not there', async () => {
      const { queue, employer } = await staged()
      const { id } = await employer.add(null)

      const theirs = queue.of(employerOn(queue).id)

      expect(await theirs.getJob(id)).toBeNull()
      await expect(theirs.cancel(id)).rejects.toMatchObject({ code: 'job.not-found' })
      await expect(theirs.retry(id)).rejects.toMatchObject({ code: 'job.not-found' })
      expect(await queue.of(employer.id).getJob(id)).not.toBeNull()
    })

    test('a job that was cancelled is not begun; one that is active is over', async () => {
      const { queue, begun, end, employer } = await staged()
      const jobs = queue.of(employer.id)
      const waiting = await employer.add('waiting')
      await jobs.cancel(waiting.id)
      queue.start()
      const active = await employer.add('active')
      await until(() => begun.length === 1)

      await jobs.cancel(active.id)
      end(0)
      await queue.settled()

      expect(begun.map(({ job }) => job.payload)).toEqual(['active'])
      expect(() => begun[0]?.job.report(1)).toThrow(expect.objectContaining({ code: 'job.lost' }))
      expect(await jobs.getJob(active.id)).toBeNull()
      await expect(jobs.cancel(active.id)).rejects.toMatchObject({ code: 'job.not-found' })
    })

    test('draining waits for every job of the name and the organization, and no other', async () => {
      const { queue, begun, end, employer } = await staged()
      queue.start()
      await employer.add('mine')
      await employerOn(queue).add('theirs')
      await until(() => begun.length === 2)

      const drained = queue.of(employer.id).drain('test.job')
      end(0)

      await drained
      expect(queue.isIdle).toBe(false)
      await queue.of(employer.id).drain('test.other')
      end(1)
      await queue.settled()
      expect(queue.isIdle).toBe(true)
    })

    test('a queue that stops waits for what is active, and takes nothing more', async () => {
      const { queue, begun, end, employer } = await staged()
      queue.start()
      await employer.add('active')
      await until(() => begun.length === 1)

      const ended: string[] = []
      const stopped = queue.stop().finally(() => ended.push('queue'))
      await aMoment()
      expect(ended).toEqual([])
      end(0)
      await stopped

      const late = queue.enqueue([
        newJob(employer.id, { name: 'test.job', payload: 1, options: {} }),
      ])
      await expect(late).rejects.toMatchObject({ code: 'system.stopped' })
    })
  })
}
