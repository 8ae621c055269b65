/** The contract of webhooks: telling another system, signed as Standard Webhooks has it. */
import type { Message, NotificationAdapter } from './sent.ts'

/** A call to another system: its body is posted as JSON. */
export interface WebhookMessage extends Message {
  /** An `https:` address of the public internet: private networks are refused, redirects not followed. */
  readonly url: string
  /** What happened: `sales.order.placed`. */
  readonly type: string
  /** JSON, as it is signed and sent. */
  readonly body: string
  /**
   * The key that the receiver knows, `whsec_` and base64: it signs `webhook-id`, `webhook-timestamp`
   * and the body into `webhook-signature` (Standard Webhooks 1.0). Never logged.
   */
  readonly secret: string
}

/**
 * Calls webhooks. An answer of 2xx is sent; 410 is refused with `facts.gone`, other 4xx but 408 and 429
 * are refused, and everything else has failed and may be tried again.
 */
export type WebhookAdapter = NotificationAdapter<WebhookMessage>
