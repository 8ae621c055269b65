/** A system that serves requests. */
import type { System } from '@plinth/core/runtime'

/** What a start gives. */
export interface Running {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:3000`. */
  readonly url: string
  readonly system: System
  /** Lets requests in flight finish, at most 8 s, and closes everything. May be called twice. */
  stop(): Promise<void>
}

/** Bundles what runs; the server is stopped before the system that it asks. */
export function runningSystem(
  url: string,
  system: System,
  stopServer: () => Promise<void>,
): Running {
  let stopped: Promise<void> | undefined
  const stop = async () => {
    await stopServer()
    await system.stop()
  }
  return {
    url,
    system,
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
