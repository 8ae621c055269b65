/** The benchmarks of a command's way to its handler. */
import type { Benchmark } from '../../harness/benchmark.ts'
import { isOperation, peer } from '../../harness/peers.ts'
import { builtInsByHand, throughBuiltIns } from './built-ins.ts'
import { nestedByHand, throughMediator } from './onion.ts'
import { race, type Send } from './race.ts'

/** Seven layers of one's own, and the seven that come with the kernel. */
export const dispatchBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'dispatch-onion',
    shows: 'a command through 7 layers that wait for what is inside; against nested functions',
    goal: { timesLimit: 1.1, timesFaster: { 'koa-compose': 1.1 } },
    prepare: async () =>
      race({ ours: throughMediator(), limit: nestedByHand(), peers: await peers() }),
  },
  {
    area: 'core',
    name: 'dispatch-built-in',
    shows:
      'a command through the 7 built-in layers as phases; against the same as nested functions',
    goal: { timesLimit: 0.3 },
    prepare: () => race({ ours: throughBuiltIns(), limit: builtInsByHand() }),
  },
]

async function peers(): Promise<readonly { readonly name: string; readonly send: Send }[]> {
  const name = 'koa-compose'
  const operation = await peer(name, { subject: 'dispatch', isMade: isOperation })
  return operation ? [{ name, send: (input) => promised(operation(input)) }] : []
}

// What is awaited once more costs more: a promise stays the one that it is.
function promised(answer: unknown): Promise<unknown> {
  return Promise.resolve(answer)
}
