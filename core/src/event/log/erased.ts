/** Events that have lost what they tell: their places stay, their content is gone. */
import type { DomainEvent } from '../event.ts'

/** What stands in the place of an event's content. No declared field can have such a key. */
export const erasedPayload: Readonly<Record<string, unknown>> = Object.freeze({ $erased: true })

/** Tells whether an event has lost its content. */
export function isErased({ payload }: DomainEvent): boolean {
  return typeof payload === 'object' && payload !== null && '$erased' in payload
}

/** Takes the content from an event. */
export function withoutContent(event: DomainEvent): DomainEvent {
  return { ...event, payload: erasedPayload }
}
