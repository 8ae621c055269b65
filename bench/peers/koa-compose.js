/** Seven layers around a handler with koa-compose. */
import compose from 'koa-compose'

/** Makes the operation: sends a command through the layers. */
export function dispatch() {
  const layer = async (sent, next) => {
    sent.tally.count += 1
    const answer = await next()
    sent.tally.count -= 1
    return answer
  }
  const handler = async ({ payload, tally }) => payload + (tally.count & 7)
  const send = compose([layer, layer, layer, layer, layer, layer, layer, handler])
  const tally = { count: 0 }
  return (payload) =>
    send({ type: 'a.b', payload, actorId: 'usr_1', orgId: 'org_1', correlationId: 'c', tally })
}
