/** Starts a system for whoever runs it: what keeps it from starting is told in one sentence. */
import process from 'node:process'
import type { Blueprint } from '../blueprint.ts'
import { explain, explanationText, faultText } from '../operator/explain.ts'
import { processTerminal } from '../operator/terminal.ts'
import { launch } from './launch.ts'
import { outliveRejections } from './outlive-rejections.ts'
import type { Running } from './running.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** Starts a system as the environment of this process says, and ends the process when that fails. */
export async function startForOperator(blueprint: Blueprint): Promise<Running> {
  const terminal = processTerminal()
  try {
    const running = await launch(blueprint, { variables: process.env, terminal })
    const complain = (sentence: string, error?: unknown) =>
      terminal.err(`${sentence}\n${error === undefined ? '' : faultText(error)}`)
    outliveRejections(complain)
    stopOnSignals({ stop: () => running.stop(), complain })
    return running
  } catch (error) {
    return endProcess(error)
  }
}

/** Shows why there is no system, and ends the process once that is written. */
function endProcess(error: unknown): Promise<never> {
  const explained = explain(error)
  const text = explained ? explanationText(explained) : faultText(error)
  process.stderr.write(text, () => process.exit(explained?.exitCode ?? 1))
  return new Promise(() => {})
}
