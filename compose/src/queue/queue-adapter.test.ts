/** Jobs that a crash would lose are lost by nobody's mistake. */
import { defineModule, job, type JobTraits } from '@plinth/core'
import { silentLogger, systemPlatform } from '@plinth/core/runtime'
import { describeQueueAdapter } from '@plinth/testing/contracts'
import { expect, test } from 'vitest'
import { inMemory, openQueue, type Unqueued } from './queue-adapter.ts'

const send = job('post.send', { input: {}, handle: () => null })

describeQueueAdapter(inMemory)

test('a system without jobs needs no queue', () => {
  const opened = open({ ...post([]), environment: 'production' })

  expect(opened.queue.isDurable).toBe(false)
  expect(opened.warnings).toEqual([])
})

test('in development jobs are kept in memory, and that is said', () => {
  const { warnings } = open({ ...post([send]), environment: 'development' })

  expect(warnings).toEqual(['jobs are kept in memory, and lost with the process: post.send'])
})

test('in production a system with jobs does not start before somebody accepts that', () => {
  const system: Unqueued = { ...post([send]), environment: 'production' }

  expect(open(system).mistakes).toEqual([
    'jobs are kept in memory, and lost with the process: post.send; compose the system with adapters: { queue: inMemory() } to accept that',
  ])
  expect(open({ ...system, queue: inMemory() })).toMatchObject({ mistakes: [], warnings: [] })
})

function post(jobs: readonly JobTraits[]) {
  return { modules: [defineModule({ id: 'post', version: '1.0.0', jobs })], queue: undefined }
}

function open(system: Unqueued) {
  const warnings: string[] = []
  const logger = { ...silentLogger, warn: (line: string) => void warnings.push(line) }
  return { ...openQueue(system, { platform: systemPlatform(), logger }), warnings }
}
