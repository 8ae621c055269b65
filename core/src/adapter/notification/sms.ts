/** The contract of text messages. */
import type { Message, NotificationAdapter } from './sent.ts'

/** A text message. */
export interface SmsMessage extends Message {
  /** As in E.164: `+4930123456`. */
  readonly to: string
  /** Not empty; long ones go out, and are charged, in parts. */
  readonly text: string
  /** Default: what the adapter was made with. */
  readonly from?: string
}

/** Sends text messages. A number that is not in E.164 is refused. */
export type SmsAdapter = NotificationAdapter<SmsMessage>
