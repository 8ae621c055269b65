/** Each message reaches its one handler, through the layers around it. */
import { expect, test } from 'vitest'
import { Mediator } from './mediator.ts'
import type { Command, Query } from './message.ts'
import { layer, type Middleware } from './pipeline/layer.ts'
import { again, type Phase, Reply } from './pipeline/phase.ts'

test('a command reaches its one handler, and what that answers comes back', async () => {
  const mediator = newMediator()
  mediator.registerCommand('sales.place', ({ payload }) => `placed ${String(payload)}`)

  expect(await mediator.dispatch({ ...command('sales.place'), payload: 7 })).toBe('placed 7')
})

test('a message that is sent without a context gets one of its own', async () => {
  const mediator = new Mediator({ contextFor: ({ actorId }) => [`for ${actorId}`] })
  mediator.registerQuery('sales.count', (_, notes) => notes)

  expect(await mediator.query(query('sales.count'))).toEqual(['for act_1'])
  expect(await mediator.query(query('sales.count'), ['given'])).toEqual(['given'])
})

test('a type that nobody handles is told with the nearest one', async () => {
  const mediator = newMediator()
  mediator.registerCommand('sales.placeOrder', () => null)

  const sending = mediator.dispatch(command('sales.placeOder'))

  await expect(sending).rejects.toMatchObject({
    code: 'message.unknown',
    message: 'there is no command "sales.placeOder". Did you mean "sales.placeOrder"?',
  })
})

test('a command and a query may share a name, two commands may not', () => {
  const mediator = newMediator()
  mediator.registerCommand('sales.count', () => 1)
  mediator.registerQuery('sales.count', () => 2)

  expect(() => mediator.registerQuery('sales.count', () => 3)).toThrow(
    'query "sales.count" has a handler already',
  )
})

test('layers surround the handler in the order of their use, phases and onions alike', async () => {
  const mediator = newMediator()
  for (const one of [
    noting('first'),
    skin('outer'),
    noting('second'),
    noting('third'),
    skin('inner'),
  ]) {
    mediator.use(one)
  }
  mediator.registerCommand('a.b', (_, notes) => notes.push('handler'))
  const notes: string[] = []

  await mediator.dispatch(command('a.b'), notes)

  expect(notes).toEqual([
    'first in',
    'outer in',
    'second in',
    'third in',
    'inner in',
    'handler',
    'inner out',
    'third out',
    'second out',
    'outer out',
    'first out',
  ])
})

test('a layer that refuses leaves nothing: what is inside does not run, what is outside hears of it', async () => {
  const mediator = newMediator()
  const refusing = phase({
    before: () => {
      throw new Error('not today')
    },
    after: (_, notes) => void notes.push('refusing out'),
  })
  for (const one of [noting('outer'), refusing, noting('inner')]) mediator.use(one)
  mediator.registerCommand('a.b', (_, notes) => notes.push('handler'))
  const notes: string[] = []

  await expect(mediator.dispatch(command('a.b'), notes)).rejects.toThrow('not today')

  expect(notes).toEqual(['outer in', 'outer failed'])
})

test('an error passes through every way out, and each may turn it into another or into an answer', async () => {
  const mediator = newMediator()
  const translating = phase({
    after: (_, _notes, { error }) => {
      throw new Error(`translated: ${String(error)}`)
    },
  })
  const rescuing = phase({ after: (_, _notes, { error }) => new Reply(String(error)) })
  for (const one of [noting('outer'), rescuing, noting('middle'), translating]) mediator.use(one)
  mediator.registerCommand('a.b', () => {
    throw new Error('broken')
  })
  const notes: string[] = []

  const answer = await mediator.dispatch(command('a.b'), notes)

  expect(answer).toBe('Error: translated: Error: broken')
  expect(notes).toEqual(['outer in', 'middle in', 'middle failed', 'outer out'])
})

test('a reply on the way in answers in the place of everything inside', async () => {
  const mediator = newMediator()
  const replying = phase({ before: async () => new Reply('as before') })
  for (const one of [noting('outer'), replying, noting('inner')]) mediator.use(one)
  mediator.registerCommand('a.b', (_, notes) => notes.push('handler'))
  const notes: string[] = []

  expect(await mediator.dispatch(command('a.b'), notes)).toBe('as before')
  expect(notes).toEqual(['outer in', 'outer out'])
})

test('what is sent again runs everything inside once more, with the state of the first time', async () => {
  const mediator = newMediator()
  const twice: Phase<string[], { runs: number }> = {
    before: () => ({ runs: 1 }),
    after: (_, _notes, { state }) => (state.runs++ < 2 ? Promise.resolve(again) : undefined),
  }
  for (const one of [noting('outer'), phase(twice), noting('inner')]) mediator.use(one)
  mediator.registerCommand('a.b', (_, notes) => notes.push('handler'))
  const notes: string[] = []

  await mediator.dispatch(command('a.b'), notes)

  const run = ['inner in', 'handler', 'inner out']
  expect(notes).toEqual(['outer in', ...run, ...run, 'outer out'])
})

test('a layer that a type does not need is asked once, and never runs for it', async () => {
  const mediator = newMediator()
  const asked: string[] = []
  const forCommands: Phase<string[]> = { before: (_, notes) => void notes.push('layer') }
  mediator.use(
    layer(({ kind, type }) => {
      asked.push(`${kind} ${type}`)
      return kind === 'command' ? forCommands : null
    }),
  )
  mediator.registerCommand('a.b', () => null)
  mediator.registerQuery('a.b', () => null)
  const notes: string[] = []

  for (let time = 0; time < 3; time++) {
    await mediator.dispatch(command('a.b'), notes)
    await mediator.query(query('a.b'), notes)
  }

  expect(asked).toEqual(['command a.b', 'query a.b'])
  expect(notes).toEqual(['layer', 'layer', 'layer'])
})

test('a layer that calls next twice is told so, and the handler has run once', async () => {
  const mediator = newMediator()
  mediator.use(async (_request, _ctx, next) => {
    await next()
    return next()
  })
  mediator.registerCommand('a.b', (_, notes) => notes.push('handler'))
  const notes: string[] = []

  const sending = mediator.dispatch(command('a.b'), notes)

  await expect(sending).rejects.toMatchObject({ code: 'message.next-twice' })
  expect(notes).toEqual(['handler'])
})

test('a layer that throws before it returns a promise is an error as any other', async () => {
  const mediator = newMediator()
  mediator.use(() => {
    throw new Error('at once')
  })
  mediator.registerCommand('a.b', () => null)

  await expect(mediator.dispatch(command('a.b'))).rejects.toThrow('at once')
})

test('once a message has been sent, no layer can be added, and handlers can', async () => {
  const mediator = newMediator()
  mediator.registerCommand('a.b', () => null)
  await mediator.dispatch(command('a.b'))

  expect(() => mediator.use(noting('late'))).toThrow('takes no more layers')
  mediator.registerCommand('a.c', () => 'late')
  expect(await mediator.dispatch(command('a.c'))).toBe('late')
})

test('a layer in phases can be called as a function, too', async () => {
  const notes: string[] = []
  const next = async () => notes.push('handler')

  await noting('phase')(command('a.b'), notes, next)

  expect(notes).toEqual(['phase in', 'handler', 'phase out'])
})

const origin = { actorId: 'act_1', orgId: 'org_1', correlationId: 'c' }

function newMediator(): Mediator<string[]> {
  return new Mediator({ contextFor: () => [] })
}

function command(type: string): Command {
  return { type, payload: {}, ...origin }
}

function query(type: string): Query {
  return { type, params: {}, ...origin }
}

function phase<State>(one: Phase<string[], State>): Middleware<string[]> {
  return layer(() => one)
}

function noting(name: string): Middleware<string[]> {
  return phase({
    before: (_, notes) => void notes.push(`${name} in`),
    after: (_, notes, { ok }) => void notes.push(`${name} ${ok ? 'out' : 'failed'}`),
  })
}

function skin(name: string): Middleware<string[]> {
  return async (_, notes, next) => {
    notes.push(`${name} in`)
    const result = await next()
    notes.push(`${name} out`)
    return result
  }
}
