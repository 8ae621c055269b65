/** Event types and patterns from an attacker: subscribed to, published, and remembered by a bus that lives on. */
import type { DomainEvent } from '@plinth/core'
import { matchesPattern, memoryEventBus } from '@plinth/core/runtime'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { hostileText } from '../shapes/texts.ts'

/** Makes inputs: patterns with stars anywhere, and types that nobody has published before. */
export function eventInput(chance: Chance): Trial {
  return chance.next() < 0.2 ? patternInput(chance) : typeInput(chance)
}

const segments = ['sales', 'order', 'placed', 'a', 'A-1', '*', '*', '_']

function patternInput(chance: Chance): Trial {
  const pattern = chance.next() < 0.7 ? segmentsOf(chance, segments) : hostileText(chance)
  const type = segmentsOf(chance, segments.slice(0, 5))
  return asTrial<readonly boolean[]>({
    area: 'events',
    input: { pattern, type },
    isAcceptable: isPattern(pattern),
    codes: ['event.pattern-invalid'],
    ask: async () => {
      const heard: string[] = []
      const bus = memoryEventBus({ contextOf: () => null })
      const leave = bus.subscribe(pattern, (event) => heard.push(event.type))
      await bus.publish(eventOf(type))
      leave()
      return [matchesPattern(pattern, type), heard.length === 1]
    },
    faultOf: ([matches, hears]) => {
      const expected = fits(pattern.split('.'), type.split('.'))
      if (matches === expected && hears === expected) return null
      return `it matches: ${matches}, is heard: ${hears}; both should be ${expected}`
    },
  })
}

function segmentsOf(chance: Chance, from: readonly string[]): string {
  return Array.from({ length: chance.between(1, 6) }, () => chance.one(from)).join('.')
}

function isPattern(text: string): boolean {
  const parts = text.split('.', 17)
  return (
    text.length <= 200 && parts.length <= 16 && parts.every((part) => /^(\*|[\w-]+)$/.test(part))
  )
}

// A star takes one segment, and then may take the next one as well.
function fits([first, ...pattern]: readonly string[], type: readonly string[]): boolean {
  if (first === undefined) return type.length === 0
  const [head, ...rest] = type
  if (head === undefined) return false
  if (first !== '*') return first === head && fits(pattern, rest)
  return fits(pattern, rest) || fits([first, ...pattern], rest)
}

let published = 0
const heardOfAll: string[] = []
const lasting = memoryEventBus({ contextOf: () => null })
lasting.subscribe('sales.*', ({ type }) => heardOfAll.push(type))
lasting.subscribe('*.placed', ({ type }) => heardOfAll.push(type))
lasting.subscribe('a.*.b.*.c', ({ type }) => heardOfAll.push(type))

function typeInput(chance: Chance): Trial {
  published += 1
  const known = `${segmentsOf(chance, segments)}.n${published}${chance.one(['', '.placed'])}`
  const type = chance.next() < 0.95 ? known : hostileText(chance)
  return asTrial<number>({
    area: 'events',
    input: type,
    isAcceptable: true,
    codes: [],
    ask: async () => {
      heardOfAll.length = 0
      await lasting.publish(eventOf(type))
      return heardOfAll.length
    },
    faultOf: (heard) => {
      if (type.length > 1_000) return undefined
      const patterns = ['sales.*', '*.placed', 'a.*.b.*.c']
      const expected = patterns.filter((pattern) => fits(pattern.split('.'), type.split('.')))
      return heard === expected.length ? null : `heard ${heard} times, not ${expected.length}`
    },
  })
}

function eventOf(type: string): DomainEvent {
  return {
    id: 'evt_1',
    type,
    aggregateId: 'ord_1',
    aggregateType: 'Order',
    payload: {},
    schemaVersion: 1,
    occurredAt: 0,
    actorId: null,
    orgId: 'org_1',
    correlationId: 'c',
    causedBy: null,
    version: 1,
    source: 'proof',
  }
}
