/** Commands from an attacker: types, idempotency keys and payloads that come through the whole mediator. */
import type { CommandMessage } from '@plinth/core'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { fromOutside } from '../shapes/from-outside.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'
import type { Desk, Desks } from './desk.ts'

/** Makes inputs: commands in order, sent twice; and such with one spoiled part. */
export function commandInput(chance: Chance, desks: Desks): Trial {
  const desk = desks.current()
  const kind = chance.next()
  if (kind < 0.4) return soundTrial(chance, desk)
  if (kind < 0.6) return keyTrial(chance, desk)
  if (kind < 0.9) return payloadTrial(chance, desk)
  const type = hostileValue(chance)
  return spoiledTrial(desk, { type, payload: {} }, false)
}

const codes = [
  'validation.failed',
  'message.unknown',
  'idempotency.key-invalid',
  'idempotency.mismatch',
  'rule.invalid',
  'id.invalid',
]

let sent = 0

function item(chance: Chance): Readonly<Record<string, unknown>> {
  const price = chance.one([null, { amount: chance.between(0, 9_999), currency: 'USD' }])
  return {
    name: chance.one(['a', 'é', '😀', 'x'.repeat(200)]),
    count: chance.between(-5, 5),
    price,
    status: chance.one(['new', 'sold', 'lost']),
    secret: 's',
  }
}

function unusedKey(chance: Chance): string {
  sent += 1
  return `${sent} ${chance.one(['k', 'é', '😀', ' ', '"', 'k'.repeat(200)])}`
}

/** A message whose parts may be anything. */
interface Sending {
  readonly type: unknown
  readonly payload: unknown
  readonly idempotencyKey?: unknown
}

const check = (payload: unknown) => ({ type: 'desk.check', payload })

// What is sent twice under a key is answered alike, and is done once; without a key it is done twice.
function soundTrial(chance: Chance, desk: Desk): Trial {
  const payload = item(chance)
  const idempotencyKey = unusedKey(chance)
  const isKeyed = chance.next() < 0.8
  const message = { ...check(payload), ...(isKeyed ? { idempotencyKey } : {}) }
  const again = { ...message, payload: reversed(payload) }
  return asTrial<Answers>({
    area: 'commands',
    input: message,
    isAcceptable: true,
    codes,
    ask: async () => {
      const before = desk.checks()
      const answers = [await send(desk, message), await send(desk, again)]
      return { answers, done: desk.checks() - before }
    },
    faultOf: ({ answers: [first, second], done }) => {
      // Put again by the court, a command under a key is known from the first time.
      const most = isKeyed ? 1 : 2
      if (done > most || (!isKeyed && done < most)) return `it was done ${done} times`
      const [one, other] = [first, second].map((answer) => JSON.stringify(answer))
      if (isKeyed && one !== other) return 'the second answer is not the first'
      return JSON.stringify(payload['name']) === JSON.stringify(nameIn(first))
        ? null
        : 'it answers with another name'
    },
  })
}

interface Answers {
  readonly answers: readonly unknown[]
  readonly done: number
}

function nameIn(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'name' in answer ? answer.name : null
}

function reversed(payload: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(payload).toReversed())
}

function keyTrial(chance: Chance, desk: Desk): Trial {
  const idempotencyKey = chance.next() < 0.5 ? hostileText(chance) : hostileValue(chance)
  const message = { ...check({ ...item(chance), name: unusedKey(chance) }), idempotencyKey }
  if (idempotencyKey === undefined) return spoiledTrial(desk, message, true)
  // A sound key may have been used by an earlier input, with another payload.
  return spoiledTrial(desk, message, isKey(idempotencyKey) ? null : false)
}

// The definition of a key, apart from core's: what is neither long nor empty, and survives UTF-8.
function isKey(value: unknown): boolean {
  if (typeof value !== 'string' || value.length === 0 || value.length > 255) return false
  return !value.includes('\0') && Buffer.from(value).toString() === value
}

const entityTypes = ['desk.item.create', 'desk.item.import', 'desk.item.update', 'desk.item.erase']

function payloadTrial(chance: Chance, desk: Desk): Trial {
  const type = chance.one(['desk.check', ...entityTypes])
  const records = [item(chance), { ...item(chance), id: 'itm_1' }]
  const whole =
    type === 'desk.item.import' ? { key: ['name'], records, dryRun: true } : item(chance)
  const payload = chance.next() < 0.7 ? mutated(chance, whole) : hostileValue(chance)
  const key = chance.next() < 0.7 ? { idempotencyKey: unusedKey(chance) } : {}
  return spoiledTrial(desk, { type, payload, ...key }, null)
}

function spoiledTrial(desk: Desk, message: Sending, isAcceptable: boolean | null): Trial {
  return asTrial<unknown>({
    area: 'commands',
    input: message,
    isAcceptable,
    codes: [...codes, 'entity.not-found', 'entity.stale', 'entity.duplicate'],
    ask: () => send(desk, message),
    faultOf: () => undefined,
  })
}

function send(desk: Desk, message: Sending): Promise<unknown> {
  return desk.send(fromOutside<CommandMessage>(message))
}
