/** The layer that sends a command in again when its failure says that this may help. */
import { systemPlatform } from '../../primitives/index.ts'
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'
import { again, type Phase } from '../pipeline/phase.ts'
import { passed } from '../retry/repeat.ts'
import { pauseAfter, type RetryOptions, retryPolicy } from '../retry/retry-policy.ts'

/**
 * Creates the layer: everything inside it runs again after an error that is marked transient, with a
 * jittered pause between. A command inside another one's handler is part of that one's attempt, and
 * queries, which have changed nothing, are the sender's to repeat.
 */
export function RetryMiddleware(options: RetryOptions = {}): Layer<MessageContext> {
  const { clock, random } = options.platform ?? systemPlatform()
  const policy = retryPolicy(options)
  const phase: Phase<MessageContext, Attempts> = {
    before: () => ({ attempt: 1, start: clock.elapsed() }),
    after(_request, { isNested = false }, { ok, error, state }) {
      if (ok || isNested) return
      const { attempt, start } = state
      const pause = pauseAfter(policy, { error, attempt, elapsed: clock.elapsed() - start }, random)
      if (pause === null) return
      state.attempt += 1
      return passed(clock, pause).then(() => again)
    },
  }
  return layer(({ kind }) => (kind === 'command' ? phase : null))
}

interface Attempts {
  attempt: number
  readonly start: number
}
