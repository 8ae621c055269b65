/** The contract of WhatsApp messages. */
import type { Message, NotificationAdapter } from './sent.ts'

/** What is said: words, or a template that was approved, as one needs to speak first. */
export type WhatsAppContent =
  | { readonly text: string }
  | {
      readonly template: string
      /** BCP 47: `de`, `en-US`. */
      readonly language: string
      /** What stands for `{{1}}`, `{{2}}`, … */
      readonly parameters: readonly string[]
    }

/** A WhatsApp message. */
export interface WhatsAppMessage extends Message {
  /** As in E.164: `+4930123456`. */
  readonly to: string
  readonly content: WhatsAppContent
}

/** Sends WhatsApp messages. A number that is not in E.164, or nothing to say, is refused. */
export type WhatsAppAdapter = NotificationAdapter<WhatsAppMessage>
