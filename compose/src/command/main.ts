/** The `plinth` command as a process: its words, its outputs, its signals, its exit code. */
import { constants } from 'node:os'
import process from 'node:process'
import { processTerminal } from '../operator/terminal.ts'
import { runCommand } from './run-command.ts'
import { verbs } from './verbs.ts'

const interruption = new AbortController()

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, (name: NodeJS.Signals) => {
    if (interruption.signal.aborted) process.exit(128 + constants.signals[name])
    interruption.abort()
  })
}

process.exitCode = await runCommand(process.argv.slice(2), verbs, {
  terminal: processTerminal(),
  variables: process.env,
  directory: process.cwd(),
  signal: interruption.signal,
})
