/** Sets up a contest of synchronous operations on the same inputs, and checks that all answer the same. */
import { inspect, isDeepStrictEqual } from 'node:util'
import type { Contender, Contest } from './benchmark.ts'
import { ownLoop, type Work } from './own-loop.ts'
import { isOperation, peer } from './peers.ts'

/** What is to be set up. */
export interface Duel<Input> {
  readonly inputs: readonly Input[]
  readonly ours: Work<Input>
  readonly limit: Work<Input>
  readonly peers?: PeersOf
  /** Reduces an answer to what has to be the same in all. Default: the answer itself. */
  readonly answer?: (result: unknown) => unknown
}

/** The libraries beside ours: what each does is the export `subject` of its file in `peers/`. */
export interface PeersOf {
  readonly libraries: readonly string[]
  readonly subject: string
  /** What the peers make their operation from. */
  readonly material?: unknown
}

/** Sets up the contest. @throws Error when someone answers otherwise than the limit */
export async function duel<Input>(parts: Duel<Input>): Promise<Contest> {
  const { inputs, ours, limit, answer = (result) => result } = parts
  const contend = (name: string, work: Work<Input>): Contender => {
    for (const [index, input] of inputs.entries()) {
      const given = answer(work(input))
      if (!isDeepStrictEqual(given, wanted[index]))
        throw otherAnswer({ name, given, wanted, index })
    }
    return ownLoop(name, work, inputs)
  }

  const wanted = inputs.map((input) => answer(limit(input)))
  const peers = await operationsOf(parts.peers)
  return {
    clock: 'cpu',
    operations: inputs.length,
    ours: contend('ours', ours),
    limit: ownLoop('limit', limit, inputs),
    peers: peers.map(({ name, work }) => contend(name, work)),
  }
}

async function operationsOf(
  peers: PeersOf | undefined,
): Promise<readonly { readonly name: string; readonly work: Work<unknown> }[]> {
  const { libraries = [], subject = '', material } = peers ?? {}
  const found = []
  for (const name of libraries) {
    const work = await peer(name, { subject, material, isMade: isOperation })
    if (work) found.push({ name, work })
  }
  return found
}

interface OtherAnswer {
  readonly name: string
  readonly given: unknown
  readonly wanted: readonly unknown[]
  readonly index: number
}

function otherAnswer({ name, given, wanted, index }: OtherAnswer): Error {
  const [shown, right] = [given, wanted[index]].map((value) => inspect(value, { breakLength: 100 }))
  return new Error(`${name} answers input ${index} with ${shown}, and the limit with ${right}`)
}
