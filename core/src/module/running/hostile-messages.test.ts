/** Whatever a message carries, it is answered, or refused with a code. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CommandMessage, defineEntity, defineModule, field } from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Note = defineEntity({
  name: 'Note',
  idPrefix: 'not_',
  fields: { text: field.string(), data: field.json({ optional: true }) },
})
const notes = defineModule({ id: 'notes', version: '1.0.0', entities: [Note] })
const actor = { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' } as const

let system: System

beforeEach(async () => {
  system = createSystem({
    modules: [notes],
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })
  await system.start()
})

afterEach(() => system.stop())

test.each<[string, () => object]>([
  ['a getter that throws', () => unreadable('data', { text: 'a' })],
  ['nothing but one', () => unreadable('text')],
  ['a proxy that throws', () => new Proxy({}, { ownKeys: raise })],
  ['a proxy that was revoked', revoked],
  ['what nests 20,000 deep', () => ({ text: 'a', data: nested(20_000) })],
  ['a big integer', () => ({ text: 'a', data: 1n })],
])('%s as a payload is refused with a code, with a key and without', async (_what, make) => {
  const types = ['notes.note.create', 'notes.note.update', 'notes.note.import']
  const wrapped = () => ({ key: 'text', records: [make()] })

  for (const key of [{}, { idempotencyKey: 'k' }]) {
    for (const type of types) {
      await expect(send({ type, payload: make(), ...key })).rejects.toMatchObject(invalid)
    }
    const type = 'notes.note.import'
    const imported = await send({ type, payload: wrapped(), ...key }).catch(codeOf)
    expect([[{ outcome: 'refused' }], invalid.code]).toContainEqual(outcomesOf(imported))
  }
})

test.each([null, 7, {}, [], '', 'k'.repeat(256), '\0', '\ud800'])(
  '%j as a key is refused as one',
  async (idempotencyKey) => {
    const sending = send({ type: 'notes.note.create', payload: { text: 'a' }, idempotencyKey })

    await expect(sending).rejects.toMatchObject({ code: 'idempotency.key-invalid' })
  },
)

test.each([null, undefined, 7, {}, Symbol('type')])('%s as a type is unknown', async (type) => {
  await expect(send({ type, payload: {} })).rejects.toMatchObject({ code: 'message.unknown' })
})

const invalid = { code: 'validation.failed' }

/** Sends a message that keeps to no type. */
function send(message: object): Promise<unknown> {
  return system.as({ actor, org: { id: 'org_1', slug: 'one', settings: {} } }).dispatch(
    // oxlint-disable-next-line typescript/consistent-type-assertions -- it is the lie of a hostile sender
    message as CommandMessage,
  )
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : error
}

function outcomesOf(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer
  const outcomes: readonly { readonly outcome: string }[] = answer
  return outcomes.map(({ outcome }) => ({ outcome }))
}

function unreadable(key: string, rest: object = {}): object {
  return Object.defineProperty(rest, key, { get: raise, enumerable: true })
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

function raise(): never {
  throw new Error('read by somebody')
}
