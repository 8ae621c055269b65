/** Runs a message's handler where it belongs: a command in a unit of work, a query in a view of it. */
import type { HandlerContext } from '../../context/index.ts'
import { type Command, keyedCommand, type Query } from '../../cqrs/index.ts'
import type { KernelMessage } from '../messages/kernel-message.ts'

/** Has a command done in a unit of work; its answer is kept with it when it carries a key. */
export function inUnit(handle: KernelMessage['handle']) {
  return (command: Command, ctx: HandlerContext): Promise<unknown> =>
    ctx.attempt((inner) => handle(command, inner), keyedCommand(command))
}

/** Has a query answered by one who only reads. */
export function reading(handle: KernelMessage['handle']) {
  return (query: Query, ctx: HandlerContext): unknown => handle(query, ctx.reading())
}
