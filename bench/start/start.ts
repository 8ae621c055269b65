/** Benchmarks of the start: from `npm start` until the trading company is ready. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark, Contest } from '../harness/benchmark.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'

/** With no data yet, and with the data of an earlier start. */
export const startBenchmarks: readonly Benchmark[] = [
  {
    area: 'start',
    name: 'start-first',
    shows: 'from `npm start` to /health/ready in an empty data directory: tables, demo data, HTTP',
    goal: { seconds: 4 },
    prepare: firstStart,
  },
  {
    area: 'start',
    name: 'start-warm',
    shows: 'the same with the data of an earlier start',
    goal: { seconds: 2 },
    prepare: warmStart,
  },
]

async function firstStart(): Promise<Contest> {
  return startContest(async () => {
    const directory = await newDirectory()
    const server = await start(directory)
    await server.stop()
    await rm(directory, { recursive: true })
    return server.startTook
  })
}

async function warmStart(): Promise<Contest> {
  const directory = await newDirectory()
  const contest = startContest(async () => {
    const server = await start(directory)
    await server.stop()
    return server.startTook
  })
  return { ...contest, close: () => rm(directory, { recursive: true }) }
}

function startContest(startOnce: () => Promise<number>): Contest {
  const run = async (times: number) => {
    let taken = 0
    for (let time = 0; time < times; time++) taken += await startOnce()
    return taken
  }
  return { clock: 'wall', note: 'the limit is the time allowed', ours: { name: 'ours', run } }
}

function start(directory: string): Promise<ServerProcess> {
  const variables = {
    PLINTH_DATA_DIR: directory,
    DATABASE_URL: undefined,
    APP_ENV: undefined,
    HOST: undefined,
  }
  return startServer({ command: ['npm', 'start'], variables })
}

function newDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'plinth-bench-'))
}
