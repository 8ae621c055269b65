/** Messages inside of messages: a command that fails leaves nothing, and a query changes nothing. */
import { afterEach, expect, test } from 'vitest'
import {
  defineCommand,
  defineEntity,
  defineEvent,
  defineMachine,
  defineModule,
  defineQuery,
  type DomainEvent,
  emit,
  field,
  permission,
  type PermissionResolver,
} from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Note = defineEntity({
  name: 'Note',
  idPrefix: 'not_',
  fields: {
    text: field.string(),
    status: field.oneOf(['open', 'done'], { default: 'open' }),
  },
})

const noteSeen = defineEvent('notes.note.seen', { noteId: field.ref(Note) })

const noteMachine = defineMachine({
  id: 'note',
  entity: Note,
  initial: 'open',
  states: { open: { on: { finish: 'done', fail: failing() } }, done: { terminal: true } },
})

/** A transition whose command fails when the record is already saved. */
function failing() {
  return {
    target: 'done',
    actions: [emit(noteSeen), { type: 'dispatch', command: 'notes.failHalfWay' }],
  } as const
}

const failHalfWay = defineCommand('notes.failHalfWay', {
  input: { id: field.string({ optional: true }) },
  async handle(_command, ctx) {
    await ctx.repo(Note).save({ text: 'half' })
    throw new Error('half way')
  },
})

const tryAndGoOn = defineCommand('notes.tryAndGoOn', {
  input: {},
  async handle(_command, ctx) {
    await ctx.dispatch(failHalfWay({})).catch(() => null)
    await ctx.repo(Note).save({ text: 'whole' })
  },
})

const tryBesideOthers = defineCommand('notes.tryBesideOthers', {
  input: {},
  async handle(_command, ctx) {
    await Promise.allSettled([
      ctx.dispatch(writeOne({ text: 'left' })),
      ctx.dispatch(failHalfWay({})),
      ctx.dispatch(writeOne({ text: 'right' })),
    ])
  },
})

const writeOne = defineCommand('notes.writeOne', {
  input: { text: field.string() },
  handle: ({ payload }, ctx) => ctx.repo(Note).save(payload),
})

const fireAndGoOn = defineCommand('notes.fireAndGoOn', {
  input: { noteId: field.ref(Note) },
  async handle({ payload }, ctx) {
    const note = await ctx.repo(Note).findByIdOrFail(payload.noteId)
    await ctx.fire(noteMachine, note, 'fail').catch(() => null)
  },
})

const writeInQuery = defineQuery('notes.writeInQuery', {
  input: { how: field.oneOf(['save', 'dispatch', 'fire', 'publish']), noteId: field.ref(Note) },
  async handle({ params: { how, noteId } }, ctx) {
    const note = await ctx.repo(Note).findByIdOrFail(noteId)
    if (how === 'save') await ctx.repo(Note).save({ text: 'from a query' })
    if (how === 'dispatch') await ctx.dispatch(writeOne({ text: 'from a query' }))
    if (how === 'fire') await ctx.fire(noteMachine, note, 'finish')
    if (how === 'publish') await ctx.publish(noteSeen({ noteId }))
  },
})

const askInCommand = defineCommand('notes.askInCommand', {
  input: { how: field.oneOf(['save', 'dispatch', 'fire', 'publish']), noteId: field.ref(Note) },
  async handle({ payload }, ctx) {
    await ctx.query(writeInQuery(payload))
  },
})

const countAll = defineQuery('notes.countAll', {
  input: {},
  handle: (_query, ctx) => ctx.repo(Note).count(),
})

const writeAndCount = defineCommand('notes.writeAndCount', {
  input: {},
  async handle(_command, ctx) {
    await ctx.repo(Note).save({ text: 'one more' })
    return ctx.query(countAll({}))
  },
})

const seeNote = defineCommand('notes.seeNote', {
  input: { noteId: field.ref(Note) },
  handle: ({ payload }, ctx) => ctx.publish(noteSeen(payload)),
})

const send = defineCommand('notes.send', {
  input: { to: field.list({ name: field.string() }), urgent: field.boolean({ default: true }) },
  allow: ({ to, urgent }) => permission(`notes.send.${to.length}${urgent ? '.urgent' : ''}`),
  handle: () => 'sent',
})

const notes = defineModule({
  id: 'notes',
  version: '1.0.0',
  entities: [Note],
  machines: [noteMachine],
  events: [noteSeen],
  commands: [
    failHalfWay,
    tryAndGoOn,
    tryBesideOthers,
    writeOne,
    fireAndGoOn,
    askInCommand,
    writeAndCount,
    seeNote,
    send,
  ],
  queries: [writeInQuery, countAll],
})

const running = new Set<System>()
afterEach(async () => {
  for (const system of running) await system.stop()
  running.clear()
})

test('a command that fails leaves nothing behind in the one that goes on without it', async () => {
  const ctx = await newContext()

  await ctx.dispatch(tryAndGoOn({}))

  expect(await texts(ctx)).toEqual(['whole'])
})

test('of commands side by side only what the failed one did is taken back', async () => {
  const ctx = await newContext()

  await ctx.dispatch(tryBesideOthers({}))

  expect(await texts(ctx)).toEqual(['left', 'right'])
})

test('a transition whose actions fail leaves the record as it was', async () => {
  const ctx = await newContext()
  const { id } = await ctx.dispatch(writeOne({ text: 'a' }))

  await ctx.dispatch(fireAndGoOn({ noteId: id }))

  const [note] = await ctx.repo(Note).findAll()
  expect(note).toMatchObject({ status: 'open', version: 1 })
})

test.each(['save', 'dispatch', 'fire', 'publish'] as const)(
  'a query cannot %s, asked from outside or by a command',
  async (how) => {
    const ctx = await newContext()
    const { id: noteId } = await ctx.dispatch(writeOne({ text: 'a' }))

    const asked = ctx.query(writeInQuery({ how, noteId }))
    const nested = ctx.dispatch(askInCommand({ how, noteId }))

    await expect(asked).rejects.toMatchObject({ code: 'unit.read-only' })
    await expect(nested).rejects.toMatchObject({ code: 'unit.read-only' })
    expect(await ctx.repo(Note).findAll()).toMatchObject([{ text: 'a', status: 'open' }])
  },
)

test('a query that a command asks counts what the command has written', async () => {
  const ctx = await newContext()

  const count = await ctx.dispatch(writeAndCount({}))

  expect(count).toBe(1)
})

test('an event about a record that the command has not touched has the version of the record', async () => {
  const ctx = await newContext()
  const { id } = await ctx.dispatch(writeOne({ text: 'a' }))

  await ctx.dispatch(seeNote({ noteId: id }))

  const { data } = await ctx.query<{ data: readonly DomainEvent[] }>({
    type: 'notes.note.history',
    params: { id },
  })
  expect(data.map(({ type, version }) => [type, version])).toEqual([
    ['notes.note.created', 1],
    ['notes.note.seen', 1],
  ])
})

test.each([[null], [{}], [{ to: 'all' }], ['x']])(
  'a body of which no permission can be made, %j, is refused as the mistake that it is',
  async (payload) => {
    const ctx = await newContext()

    const sending = ctx.dispatch({ type: 'notes.send', payload })

    await expect(sending).rejects.toMatchObject({ code: 'validation.failed' })
  },
)

test('a permission follows from what the handler gets, defaults included', async () => {
  const asked: string[] = []
  const ctx = await newContext({ permits: (_actor, name) => asked.push(name) > 0 })

  await ctx.dispatch({ type: 'notes.send', payload: { to: [{ name: 'a' }] } })

  expect(asked).toEqual(['notes.send.1.urgent'])
})

async function newContext(permissions: PermissionResolver = { permits: () => true }) {
  const system = createSystem({ modules: [notes], database: memoryDatabase(), permissions })
  await system.start()
  running.add(system)
  const org = { id: 'org_a', slug: 'a', settings: {} }
  return system.as({ actor: { id: 'ada', roles: [], orgId: org.id, type: 'human' }, org })
}

async function texts(ctx: Awaited<ReturnType<typeof newContext>>): Promise<readonly string[]> {
  const all = await ctx.repo(Note).findAll()
  return all.map(({ text }) => text)
}
