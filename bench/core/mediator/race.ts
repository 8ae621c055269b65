/** Sets up a contest of asynchronous operations, one after the other, and checks that all answer the same. */
import { isDeepStrictEqual } from 'node:util'
import type { Contender, Contest } from '../../harness/benchmark.ts'

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
    ours: contender('ours', ours),
    limit: contender('limit', limit),
    peers: peers.map(({ name, send }) => contender(name, send)),
  }
}

async function answersOf(send: Send): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  for (let input = 0; input < messages; input++) answers.push(await send(input))
  return answers
}

function contender(name: string, send: Send): Contender {
  return { name, run: writeLoop(name)(send) }
}

type WriteLoop = (send: Send) => (times: number) => Promise<void>

let written = 0

// One text would be compiled once, and its loops would share what they learn: each says its number.
function writeLoop(name: string): WriteLoop {
  written += 1
  const text = `// ${written}: ${name}
return async (times) => {
  for (let time = 0; time < times; time++) {
    for (let input = 0; input < ${messages}; input++) await send(input)
  }
}`
  // oxlint-disable-next-line eslint/no-new-func typescript/no-implied-eval -- fixed words and a number
  const loop: unknown = new Function('send', text)
  if (!isWriteLoop(loop)) throw new Error('the host makes no functions from text')
  return loop
}

function isWriteLoop(loop: unknown): loop is WriteLoop {
  return typeof loop === 'function'
}
