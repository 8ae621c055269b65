/** The contract of e-mail. */
import type { Message, NotificationAdapter } from './sent.ts'

/** A file that goes with a mail. */
export interface EmailAttachment {
  readonly filename: string
  readonly contentType: string
  readonly body: Uint8Array
}

/** A mail. Addresses are bare (`ada@example.org`) or named (`Ada <ada@example.org>`), as in RFC 5322. */
export interface EmailMessage extends Message {
  /** At least one. */
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly bcc?: readonly string[]
  /** Default: what the adapter was made with. */
  readonly from?: string
  readonly replyTo?: string
  /** One line: line breaks are refused, as they would begin headers. */
  readonly subject: string
  /** What readers without HTML see. */
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly EmailAttachment[]
}

/** Sends mails. One without a recipient, or with an address that is none, is refused. */
export type EmailAdapter = NotificationAdapter<EmailMessage>
