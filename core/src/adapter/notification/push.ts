/** The contract of push notifications. */
import type { Message, NotificationAdapter } from './sent.ts'

/** A push notification to one device. */
export interface PushMessage extends Message {
  /** The device, as it has signed up: a token, or a Web Push subscription as JSON. */
  readonly device: string
  readonly title: string
  readonly body: string
  /** Opened on a tap. */
  readonly url?: string
  /** For the app, not shown. All of the message has to fit into 4,096 bytes. */
  readonly data?: Readonly<Record<string, string>>
  /** How long it is worth delivering, in milliseconds. Default: a day. */
  readonly expiresIn?: number
}

/** Sends push notifications. A device that has signed off is refused, with `facts.gone`. */
export type PushAdapter = NotificationAdapter<PushMessage>
