/** The routes that tell machines how the server is. */
import { CoreError } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import { httpError } from '../problem/http-error.ts'
import { kindOf } from '../problem/statuses.ts'
import { jsonAnswer, type OpenRoute } from './route.ts'

/** What health depends on. */
export interface Health {
  readonly system: System
  readonly isStopping: () => boolean
}

/** Milliseconds in which the system must say that it is ready. */
const patience = 3_000

const uncached = { 'cache-control': 'no-store' }

/** Makes `/health`: the process lives; and `/health/ready`: it can serve, or why it cannot. */
export function healthRoutes(health: Health): readonly OpenRoute[] {
  return [
    { path: '/health', answer: () => jsonAnswer(200, { status: 'alive' }, uncached) },
    {
      path: '/health/ready',
      answerMs: patience,
      async answer() {
        await requireReady(health)
        return jsonAnswer(200, { status: 'ready' }, uncached)
      },
    },
  ]
}

async function requireReady({ system, isStopping }: Health): Promise<void> {
  if (isStopping()) throw httpError('http.stopping', 'the server is stopping')
  try {
    await system.ready()
  } catch (error) {
    if (error instanceof CoreError && kindOf(error).status === 503) throw error
    throw new CoreError('http.not-ready', 'the system is not ready', {}, { cause: error })
  }
}
