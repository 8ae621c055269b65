/** Runs a benchmark in a process of its own, so that none works on what the optimiser learnt in another. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PlanName } from './plans.ts'
import type { Row } from './row.ts'

const program = fileURLToPath(new URL('../alone.ts', import.meta.url))
const nodeOptions = [
  '--conditions=plinth-source',
  '--expose-gc',
  '--disable-warning=ExperimentalWarning',
]

/** Runs it and gives its rows. @throws Error when it fails; what it wrote to stderr says why */
export function runAlone(name: string, plan: PlanName): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [name, plan], { execArgv: nodeOptions })
    let rows: readonly Row[] | null = null
    child.on('message', (message) => {
      if (areRows(message)) rows = message
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (rows && code === 0) resolve(rows)
      else reject(new Error(`the benchmark "${name}" ended with code ${code}`))
    })
  })
}

function areRows(message: unknown): message is readonly Row[] {
  return Array.isArray(message)
}
