/** Sends a command for a route; under an idempotency key its answer is kept as it goes out. */
import type { CommandMessage } from '@plinth/core'
import { type Call, header } from './call.ts'
import type { Answer } from './route.ts'

/**
 * Sends a command and answers with what `answerOf` makes of its result.
 *
 * With the header field `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) the answer is made
 * before the commit and kept with it: status, header fields and body. The same request sent again gets
 * it to the byte, whatever its sender may read by then.
 */
export async function sent<Result>(
  { call, message }: { readonly call: Call; readonly message: CommandMessage<unknown, Result> },
  answerOf: (result: Result) => Answer | Promise<Answer>,
): Promise<Answer> {
  const idempotencyKey = header(call, 'idempotency-key')
  if (idempotencyKey === undefined) return answerOf(await call.ctx.dispatch(message))

  const render = async (result: unknown) => JSON.stringify(await answerOf(typed<Result>(result)))
  const { type, payload } = message
  const text = await call.ctx.dispatch<string>({ type, payload, idempotencyKey, render })
  return typed<Answer>(JSON.parse(text))
}

// What a command of this type answers is fixed where it is declared, and the text was written here: the
// compiler can see through neither.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
function typed<Wanted>(value: unknown): Wanted {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return value as Wanted
}
