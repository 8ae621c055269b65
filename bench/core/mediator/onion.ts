/** Seven layers that each wait for what is inside: around one handler, by hand and by the mediator. */
import type { Command } from '@plinth/core'
import { Mediator } from '@plinth/core/runtime'
import type { Send } from './race.ts'

/** What each layer does: it counts on the way in, and on the way out. */
export interface Tally {
  count: number
}

const depth = 7

/** Writes the layers as functions that call one another. */
export function nestedByHand(): Send {
  const tally: Tally = { count: 0 }
  const handler = async (command: Command<number>, { count }: Tally) =>
    command.payload + (count & 7)
  const first = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await second(command, ctx)
    ctx.count -= 1
    return answer
  }
  const second = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await third(command, ctx)
    ctx.count -= 1
    return answer
  }
  const third = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await fourth(command, ctx)
    ctx.count -= 1
    return answer
  }
  const fourth = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await fifth(command, ctx)
    ctx.count -= 1
    return answer
  }
  const fifth = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await sixth(command, ctx)
    ctx.count -= 1
    return answer
  }
  const sixth = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await seventh(command, ctx)
    ctx.count -= 1
    return answer
  }
  const seventh = async (command: Command<number>, ctx: Tally) => {
    ctx.count += 1
    const answer = await handler(command, ctx)
    ctx.count -= 1
    return answer
  }
  return (payload) => first(commandOf(payload), tally)
}

/** Puts the same layers around a mediator's handler. */
export function throughMediator(): Send {
  const ctx: Tally = { count: 0 }
  const mediator = new Mediator<Tally>({ contextFor: () => ctx })
  for (let layer = 0; layer < depth; layer++) {
    mediator.use(async (_request, tally, next) => {
      tally.count += 1
      const answer = await next()
      tally.count -= 1
      return answer
    })
  }
  mediator.registerCommand<number>('a.b', async ({ payload }, { count }) => payload + (count & 7))
  return (payload) => mediator.dispatch(commandOf(payload), ctx)
}

/** Makes a command with everything that one has. */
export function commandOf(payload: number): Command<number> {
  return { type: 'a.b', payload, actorId: 'usr_1', orgId: 'org_1', correlationId: 'c' }
}
