/** Sets up a contest of asynchronous operations, one after the other, and checks that all answer the same. */
import { isDeepStrictEqual } from 'node:util'
import type { Contest } from '../../harness/benchmark.ts'
import { ownWaitingLoop } from '../../harness/own-loop.ts'

/** Sends one message, and resolves with its answer. */
export type Send = (input: number) => Promise<unknown>

/** Who takes part. */
export interface Race {
  readonly ours: Send
  readonly limit: Send
  readonly peers?: readonly { readonly name: string; readonly send: Send }[]
}

/** How many messages one time of the work sends. */
const messages = 1_000
const inputs = Array.from({ length: messages }, (_, input) => input)

/** Sets up the contest. @throws Error when someone answers otherwise than the limit */
export async function race({ ours, limit, peers = [] }: Race): Promise<Contest> {
  const wanted = await answersOf(limit)
  for (const { name, send } of [{ name: 'ours', send: ours }, ...peers]) {
    if (isDeepStrictEqual(await answersOf(send), wanted)) continue
    throw new Error(`${name} answers otherwise than the limit`)
  }
  return {
    clock: 'cpu',
    operations: messages,
    ours: ownWaitingLoop('ours', ours, inputs),
    limit: ownWaitingLoop('limit', limit, inputs),
    peers: peers.map(({ name, send }) => ownWaitingLoop(name, send, inputs)),
  }
}

async function answersOf(send: Send): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  for (const input of inputs) answers.push(await send(input))
  return answers
}
