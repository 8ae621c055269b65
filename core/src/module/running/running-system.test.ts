/** A system is stopped whenever somebody stops it, and is never left half started. */
import { expect, test } from 'vitest'
import { defineModule } from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

interface Slow {
  readonly system: System
  readonly steps: string[]
  /** Lets the module go on with its boot. */
  readonly letBoot: () => void
}

function slowSystem(): Slow {
  const steps: string[] = []
  let letBoot = (): void => {}
  const held = new Promise<void>((resolve) => {
    letBoot = resolve
  })
  const slow = defineModule({
    id: 'slow',
    version: '1.0.0',
    boot: async () => {
      steps.push('boots')
      await held
      steps.push('booted')
    },
    shutdown: () => void steps.push('shut down'),
  })
  const system = createSystem({
    modules: [slow],
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })
  return { system, steps, letBoot }
}

test('a system that is stopped while it starts never runs, and what had booted is shut down', async () => {
  const { system, steps, letBoot } = slowSystem()
  const started = system.start()
  await expect.poll(() => steps).toContain('boots')

  const stopped = system.stop()
  letBoot()

  await expect(started).rejects.toThrow('the system was stopped while it started')
  await stopped
  expect(steps).toEqual(['boots', 'booted', 'shut down'])
  await expect(system.ready()).rejects.toThrow('the system is not running')
})

test('a system that is starting is not started again', async () => {
  const { system, letBoot } = slowSystem()
  const started = system.start()

  await expect(system.start()).rejects.toThrow('a system starts once')

  letBoot()
  await started
  await system.stop()
})
