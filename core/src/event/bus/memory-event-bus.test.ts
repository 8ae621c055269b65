/** What the bus in memory does beside what every bus does (`describeEventBus`). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderEvent } from '../order-event.fixture.ts'
import { memoryEventBus } from './memory-event-bus.ts'

test('a failure says how many handlers failed, of which event, and why the first did', async () => {
  const bus = quietBus()
  bus.subscribe('a.b', () => {
    throw new Error('at once')
  })
  bus.subscribe('a.b', () => Promise.reject(new Error('later')))

  const publishing = bus.publish(event('a.b'))

  await expect(publishing).rejects.toThrow('2 handlers of event evt_1 (a.b) failed: at once')
})

test('a filter that fails is a handler that fails', async () => {
  const bus = quietBus()
  const filter = () => {
    throw new Error('no such field')
  }
  bus.subscribe('a.b', () => {}, { filter })

  await expect(bus.publish(event('a.b'))).rejects.toThrow('a handler of event evt_1 (a.b) failed')
})

test('handlers hear just what a regular expression for each pattern says, as they come and go', async () => {
  const part = fc.constantFrom('a', 'b', 'c', '*')
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
  const type = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('.'))
  const listener = fc.record({ pattern, priority: fc.integer({ min: -1, max: 1 }) })
  const step = fc.record({ listen: listener, leave: fc.nat(20), tell: type })

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const bus = quietBus()
      let there: { pattern: string; priority: number; end: () => void; name: number }[] = []
      const heard: (readonly [string, number])[] = []
      const due: (readonly [string, number])[] = []
      for (const [name, { listen, leave, tell }] of steps.entries()) {
        const { pattern: wanted, priority } = listen
        const end = bus.subscribe(wanted, ({ type: of }) => heard.push([of, name]), { priority })
        there.push({ pattern: wanted, priority, end, name })
        there[leave]?.end()
        there = there.filter((_, index) => index !== leave)

        await bus.publish(event(tell))
        const fitting = there.filter(({ pattern: of }) => oracle(of).test(tell))
        const inOrder = fitting.toSorted((one, other) => other.priority - one.priority)
        due.push(...inOrder.map(({ name: of }) => [tell, of] as const))
      }
      expect(heard).toEqual(due)
    }),
    { numRuns: 2_000 },
  )
})

function oracle(pattern: string): RegExp {
  const parts = pattern.split('.').map((part) => (part === '*' ? '[^.]+(\\.[^.]+)*' : part))
  return new RegExp(`^${parts.join('\\.')}$`)
}

function quietBus() {
  return memoryEventBus({ contextOf: () => null })
}

const event = (type: string) => orderEvent({ type, payload: null })
