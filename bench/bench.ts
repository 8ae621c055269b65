/**
 * Measures what Plinth costs beside hand-written code and beside its peers:
 * `npm run bench -- [--json] [--area <area>] [--only <name>] [--list] [--quick]`.
 *
 * The rows go to stdout, as a table or (`--json`) as one line; what is being measured goes to stderr.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { benchmarks } from './benchmarks.ts'
import { areas, type Benchmark } from './harness/benchmark.ts'
import { missingPeers } from './harness/missing-peers.ts'
import { print, printList } from './harness/print.ts'
import type { PlanName } from './harness/plans.ts'
import type { Row } from './harness/row.ts'
import { runAlone } from './harness/run-alone.ts'

const options = {
  json: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  area: { type: 'string' },
  only: { type: 'string' },
} as const

process.exitCode = await main()

async function main(): Promise<number> {
  const values = readCall()
  if (!values) return 2

  const chosen = benchmarks.filter(
    ({ area, name }) =>
      (values.area === undefined || values.area === area) &&
      (values.only === undefined || values.only === name),
  )
  if (values.list) return printList(chosen)

  const { rows, failed } = await measureAll(chosen, values.quick ? 'quick' : 'full')
  if (values.json) console.log(JSON.stringify(rows))
  else print(rows, missingPeers(chosen))
  return failed.length > 0 ? 1 : 0
}

/** Measures one after the other. One that fails says so on stderr, and the others go on. */
async function measureAll(chosen: readonly Benchmark[], plan: PlanName): Promise<Measured> {
  const rows: Row[] = []
  const failed: string[] = []
  for (const { name, shows } of chosen) {
    console.error(`${name.padEnd(24)}${shows}`)
    try {
      rows.push(...(await runAlone(name, plan)))
    } catch (error) {
      failed.push(name)
      console.error(error instanceof Error ? error.message : error)
    }
  }
  return { rows, failed }
}

interface Measured {
  readonly rows: readonly Row[]
  readonly failed: readonly string[]
}

function readCall() {
  try {
    const { values } = parseArgs({ options })
    const { area, only } = values
    if (area !== undefined && !areas.some((known) => known === area)) {
      return misuse(`there is no area "${area}"; there are: ${areas.join(', ')}`)
    }
    if (only !== undefined && !benchmarks.some(({ name }) => name === only)) {
      return misuse(`there is no benchmark "${only}"`)
    }
    return values
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error))
  }
}

function misuse(sentence: string): null {
  console.error(`${sentence}\ntry: npm run bench -- --list`)
  return null
}
