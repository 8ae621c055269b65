/** Gives each contender a loop of its own, so that none runs on what the optimiser learnt from another. */
import type { Contender } from './benchmark.ts'

/** A synchronous operation on one input. */
export type Work<Input> = (input: Input) => unknown

/** Every result ends here, or the optimiser would leave the work out. */
const sink: unknown[] = Array.from({ length: 16 }, () => null)

/** Makes a contender whose work is the operation on each of the inputs, in order. */
export function ownLoop<Input>(
  name: string,
  operation: Work<Input>,
  inputs: readonly Input[],
): Contender {
  return { name, run: writeLoop(name, loopText)(operation, inputs, sink) }
}

/** Makes a contender that waits for the operation on each of the inputs, one after the other. */
export function ownWaitingLoop<Input>(
  name: string,
  operation: (input: Input) => Promise<unknown>,
  inputs: readonly Input[],
): Contender {
  return { name, run: writeLoop(name, waitingText)(operation, inputs, sink) }
}

const waitingText = `
return async (times) => {
  for (let time = 0; time < times; time++) {
    for (let index = 0; index < inputs.length; index++) await operation(inputs[index])
  }
}`

const loopText = `
return (times) => {
  let at = 0
  for (let time = 0; time < times; time++) {
    for (let index = 0; index < inputs.length; index++) {
      sink[at] = operation(inputs[index])
      at = (at + 1) & ${sink.length - 1}
    }
  }
}`

type WriteLoop = (operation: Work<never>, inputs: readonly unknown[], sink: unknown[]) => Loop
type Loop = (times: number) => void | Promise<void>

let written = 0

// The same text would be compiled once, and its loops would share what they learn: each says its number.
function writeLoop(name: string, text: string): WriteLoop {
  written += 1
  const numbered = `// ${written}: ${name}${text}`
  // oxlint-disable-next-line eslint/no-new-func typescript/no-implied-eval -- fixed words and a number
  const loop: unknown = new Function('operation', 'inputs', 'sink', numbered)
  if (!isWriteLoop(loop)) throw new Error('the host makes no functions from text')
  return loop
}

function isWriteLoop(loop: unknown): loop is WriteLoop {
  return typeof loop === 'function'
}
