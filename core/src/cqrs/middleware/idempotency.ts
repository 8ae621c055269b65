/** The layer that answers a command sent again under its key as it was answered the first time. */
import { CoreError } from '../../errors/index.ts'
import { type Clock, systemPlatform } from '../../primitives/index.ts'
import {
  answerOf,
  type KeyedCommand,
  keyedCommand,
  recordOf,
  shortestKeep,
  usualKeep,
} from '../idempotent.ts'
import { isCommand } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'
import { type Phase, Reply } from '../pipeline/phase.ts'
import type { IdempotencyClaim, IdempotencyStore } from '../../adapter/index.ts'

/**
 * Creates the layer. Answers are kept for `ttl` milliseconds, a week by default; refusals leave
 * nothing. Keys of commands inside another one's handler count for nothing: that one has its own.
 *
 * Its requests fail with `idempotency.mismatch` when the key was used with another payload.
 *
 * @throws CoreError `config.invalid` when `ttl` is less than a day.
 */
export function IdempotencyMiddleware(
  store: IdempotencyStore,
  ttl: number = usualKeep,
  { clock }: { readonly clock: Clock } = systemPlatform(),
): Layer<MessageContext> {
  if (!(ttl >= shortestKeep)) throw tooShort(ttl)

  const phase: Phase<MessageContext, Sending | undefined> = {
    before(request, { isNested = false }) {
      if (isNested || !isCommand(request)) return undefined
      const keyed = keyedCommand(request)
      return keyed ? begin(store, keyed, clock.now()) : undefined
    },
    after(_request, _ctx, { ok, value, state }) {
      if (!state) return undefined
      if (!ok) return givenUp(store, state, clock.now())
      return kept(state, value, clock.now() + ttl)
    },
  }
  return layer(({ kind }) => (kind === 'command' ? phase : null))
}

/** A command that is being done under its key. */
interface Sending {
  readonly keyed: KeyedCommand
  readonly claim: IdempotencyClaim
}

async function begin(
  store: IdempotencyStore,
  keyed: KeyedCommand,
  now: number,
): Promise<Sending | Reply> {
  const turn = await store.begin(keyed.slot, now)
  if ('kept' in turn) return new Reply(answerOf(keyed, turn.kept))
  return { keyed, claim: turn.claim }
}

async function kept({ keyed, claim }: Sending, answer: unknown, expiresAt: number): Promise<void> {
  try {
    await claim.keep(recordOf(keyed, answer, expiresAt))
  } catch (error) {
    await claim.release()
    throw error
  }
}

// A rival may have been faster, and what failed here may have failed for that very reason.
async function givenUp(
  store: IdempotencyStore,
  { keyed, claim }: Sending,
  now: number,
): Promise<Reply | undefined> {
  await claim.release()
  const record = await store.find(keyed.slot, now)
  return record ? new Reply(answerOf(keyed, record)) : undefined
}

function tooShort(ttl: number): CoreError {
  return new CoreError(
    'config.invalid',
    `answers are kept for a day at least, ${shortestKeep} ms, not ${ttl} ms: senders repeat themselves late`,
    { ttl, least: shortestKeep },
  )
}
