/** Each message reaches its one handler, through the layers around it. */
import { expect, test } from 'vitest'
import { Mediator } from './mediator.ts'
import type { Request } from './message.ts'
import type { MediatorMiddleware, Phase } from './pipeline.ts'

test('a command reaches its one handler, and what that answers comes back', async () => {
  const mediator = mediatorWith({})
  mediator.register({ kind: 'command', type: 'sales.place', handle: () => 'placed' })

  expect(await mediator.send(command('sales.place'), [])).toBe('placed')
})

test('a type that nobody handles is told with the nearest one', () => {
  const mediator = mediatorWith({})
  mediator.register({ kind: 'command', type: 'sales.placeOrder', handle: () => null })

  expect(() => mediator.send(command('sales.placeOder'), [])).toThrow(
    'there is no command "sales.placeOder"; did you mean "sales.placeOrder"?',
  )
})

test('a command and a query may share a name, two commands may not', () => {
  const mediator = mediatorWith({})
  mediator.register({ kind: 'command', type: 'sales.count', handle: () => 1 })
  mediator.register({ kind: 'query', type: 'sales.count', handle: () => 2 })

  expect(() => mediator.register({ kind: 'query', type: 'sales.count', handle: () => 3 })).toThrow(
    'query "sales.count" has a handler already',
  )
})

test('layers surround the handler in their order, and hear how it ended', async () => {
  const mediator = mediatorWith({
    phases: [noting('first'), noting('second')],
    middleware: [noted('outer'), noted('inner')],
  })
  mediator.register({ kind: 'command', type: 'a.b', handle: (_, notes) => notes.push('handler') })
  const notes: string[] = []

  await mediator.send(command('a.b'), notes)

  expect(notes).toEqual([
    'first',
    'second',
    'outer in',
    'inner in',
    'handler',
    'inner out',
    'outer out',
    'first done',
    'second done',
  ])
})

test('a layer that refuses keeps the handler from running', async () => {
  const refusing: Phase<string[]> = {
    before: () => {
      throw new Error('not today')
    },
  }
  const mediator = mediatorWith({ phases: [refusing, noting('later')] })
  mediator.register({ kind: 'command', type: 'a.b', handle: (_, notes) => notes.push('handler') })
  const notes: string[] = []

  await expect(mediator.send(command('a.b'), notes)).rejects.toThrow('not today')

  expect(notes).toEqual(['later failed'])
})

interface Surroundings {
  readonly phases?: readonly Phase<string[]>[]
  readonly middleware?: readonly MediatorMiddleware<string[]>[]
}

function mediatorWith({ phases = [], middleware = [] }: Surroundings): Mediator<string[]> {
  return new Mediator({ phases, middleware, elapsed: () => 0 })
}

function command(type: string): Request {
  const origin = { actorId: 'act_1', orgId: 'org_1', correlationId: 'c', causedBy: null }
  return { kind: 'command', type, payload: {}, ...origin }
}

function noting(name: string): Phase<string[]> {
  return {
    before: (_, notes) => void notes.push(name),
    after: (_, notes, { ok }) => void notes.push(`${name} ${ok ? 'done' : 'failed'}`),
  }
}

function noted(name: string): MediatorMiddleware<string[]> {
  return async (_, notes, next) => {
    notes.push(`${name} in`)
    const result = await next()
    notes.push(`${name} out`)
    return result
  }
}
