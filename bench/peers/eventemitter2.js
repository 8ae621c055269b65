/** An emitter of the library eventemitter2 with patterns, whose handlers are awaited. */
import emitter2 from 'eventemitter2'

/** Makes the operation: tells an event, and resolves when all handlers have finished. */
export function publish(listening) {
  const emitter = new emitter2.EventEmitter2({ wildcard: true, delimiter: '.', maxListeners: 0 })
  for (const { pattern, handler } of listening) emitter.on(pattern, handler)
  return (event) => emitter.emitAsync(event.type, event)
}
