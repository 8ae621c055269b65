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
import { type Command, isCommand } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'
import { type Phase, Reply } from '../pipeline/phase.ts'
import type { IdempotencyClaim, IdempotencyRecord, IdempotencyStore } from '../../adapter/index.ts'
import { rememberRendered } from '../rendering.ts'

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
      return keyed ? begin(store, { command: request, keyed }, clock.now()) : undefined
    },
    after(_request, _ctx, { ok, value, state }) {
      if (!state) return undefined
      if (!ok) return givenUp(store, state, clock.now())
      return kept(state, value, clock.now() + ttl)
    },
  }
  return layer(({ kind }) => (kind === 'command' ? phase : null))
}

/** A command that was sent under a key. */
interface Sent {
  readonly command: Command
  readonly keyed: KeyedCommand
}

/** A command that is being done under its key. */
interface Sending extends Sent {
  readonly claim: IdempotencyClaim
}

async function begin(store: IdempotencyStore, sent: Sent, now: number): Promise<Sending | Reply> {
  const turn = await store.begin(sent.keyed.slot, now)
  return 'kept' in turn ? replyOf(sent, turn.kept) : { ...sent, claim: turn.claim }
}

function replyOf({ command, keyed }: Sent, record: IdempotencyRecord): Reply {
  const { answer, rendered } = answerOf(keyed, record)
  if (rendered !== null) rememberRendered(command, { answer, text: rendered })
  return new Reply(answer)
}

// A store in the database has kept the answer with the changes: what is kept here has no effect there.
async function kept({ keyed, claim }: Sending, answer: unknown, expiresAt: number): Promise<void> {
  try {
    const rendered = await keyed.render(answer)
    await claim.keep(recordOf(keyed, { answer, rendered }, expiresAt))
  } catch (error) {
    await claim.release()
    throw error
  }
}

// A rival may have been faster, and what failed here may have failed for that very reason.
async function givenUp(
  store: IdempotencyStore,
  { claim, ...sent }: Sending,
  now: number,
): Promise<Reply | undefined> {
  await claim.release()
  const record = await store.find(sent.keyed.slot, now)
  return record ? replyOf(sent, record) : undefined
}

function tooShort(ttl: number): CoreError {
  return new CoreError(
    'config.invalid',
    `answers are kept for a day at least, ${shortestKeep} ms, not ${ttl} ms: senders repeat themselves late`,
    { ttl, least: shortestKeep },
  )
}
