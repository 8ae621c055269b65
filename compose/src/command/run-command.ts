/** Runs one call of the `plinth` command and says how it ended. */
import { type Explained, explain, explanationText, faultText } from '../operator/explain.ts'
import { version } from '../version.ts'
import { help } from './help.ts'
import { type ParsedCall, parseCall } from './parse-call.ts'
import type { CallSurroundings, ExitCode, Verb } from './verb.ts'

/** Runs the words behind `plinth`. Never throws: what went wrong is written and becomes the exit code. */
export async function runCommand(
  words: readonly string[],
  verbs: readonly Verb[],
  surroundings: CallSurroundings,
): Promise<ExitCode> {
  try {
    return await perform(parseCall(words, verbs), surroundings)
  } catch (error) {
    return complain(error, { surroundings, isForMachines: words.includes('--json') })
  }
}

async function perform(parsed: ParsedCall, surroundings: CallSurroundings): Promise<ExitCode> {
  switch (parsed.kind) {
    case 'version':
      write('out', `${version}\n`)
      return 0
    case 'run':
      return parsed.verb.run({ ...parsed.call, surroundings })
    case 'help':
      write(parsed.isAsked ? 'out' : 'err', help(parsed.about))
      return parsed.isAsked ? 0 : 2
  }

  function write(output: 'out' | 'err', text: string): void {
    surroundings.terminal[output](text)
  }
}

interface Complaint {
  readonly surroundings: CallSurroundings
  readonly isForMachines: boolean
}

function complain(error: unknown, { surroundings, isForMachines }: Complaint): ExitCode {
  const explained = explain(error)
  const { terminal } = surroundings
  terminal.err(explained ? explanationText(explained) : faultText(error))
  if (isForMachines) terminal.out(`${JSON.stringify(errorLine(error, explained))}\n`)
  return explained?.exitCode ?? 1
}

function errorLine(error: unknown, explained: Explained | null) {
  const message = explained?.message ?? (error instanceof Error ? error.message : String(error))
  return { kind: 'error', message, next: explained?.next ?? null }
}
