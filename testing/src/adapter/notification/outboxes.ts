/** The outboxes of the five ways of telling somebody something. */
import type {
  Clock,
  EmailMessage,
  PushMessage,
  SmsMessage,
  WebhookMessage,
  WhatsAppMessage,
} from '@plinth/core'
import { type MemoryOutbox, memoryOutbox } from './memory-outbox.ts'

/** Creates an outbox of mails. */
export function memoryEmail(clock: Clock): MemoryOutbox<EmailMessage> {
  return memoryOutbox({ clock, problemOf: problemOfEmail })
}

/** Creates an outbox of text messages. */
export function memorySms(clock: Clock): MemoryOutbox<SmsMessage> {
  return memoryOutbox({
    clock,
    problemOf: ({ to, text }) => problemOfNumber(to) ?? (text === '' ? 'has nothing to say' : null),
  })
}

/** Creates an outbox of push notifications. */
export function memoryPush(clock: Clock): MemoryOutbox<PushMessage> {
  return memoryOutbox({ clock, problemOf: problemOfPush })
}

/** Creates an outbox of WhatsApp messages. */
export function memoryWhatsApp(clock: Clock): MemoryOutbox<WhatsAppMessage> {
  return memoryOutbox({
    clock,
    problemOf: ({ to, content }) =>
      problemOfNumber(to) ??
      ('text' in content && content.text === '' ? 'has nothing to say' : null),
  })
}

/** Creates an outbox of calls to other systems. */
export function memoryWebhook(clock: Clock): MemoryOutbox<WebhookMessage> {
  return memoryOutbox({ clock, problemOf: problemOfWebhook })
}

const address = /^(?:[^<>\r\n]+ )?<?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?$/
const number = /^\+[1-9]\d{6,14}$/
const privateHost = /^(localhost|127\.|10\.|192\.168\.|169\.254\.|\[)/

function problemOfEmail({ to, cc = [], bcc = [], subject }: EmailMessage): string | null {
  if (to.length === 0) return 'needs a recipient'
  if (/[\r\n]/.test(subject)) return 'takes a subject of one line'
  const wrong = [...to, ...cc, ...bcc].find((text) => !address.test(text))
  return wrong === undefined ? null : `cannot send to ${JSON.stringify(wrong)}`
}

function problemOfNumber(to: string): string | null {
  return number.test(to)
    ? null
    : `cannot send to ${JSON.stringify(to)}: a number is like +4930123456`
}

function problemOfPush({ device, title, body, data = {} }: PushMessage): string | null {
  if (device === '') return 'needs a device'
  const size = new TextEncoder().encode(JSON.stringify({ title, body, data })).length
  return size > 4_096 ? `takes 4096 bytes, and the message has ${size}` : null
}

function problemOfWebhook({ url, body }: WebhookMessage): string | null {
  const target = URL.canParse(url) ? new URL(url) : null
  if (target?.protocol !== 'https:' || privateHost.test(target.hostname)) {
    return `calls public https addresses alone, not ${JSON.stringify(url)}`
  }
  try {
    JSON.parse(body)
    return null
  } catch {
    return 'takes a body of JSON'
  }
}
