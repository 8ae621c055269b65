/** What every way of telling somebody something must do. */
import type {
  EmailAdapter,
  EmailMessage,
  Message,
  NotificationAdapter,
  PushAdapter,
  PushMessage,
  SmsAdapter,
  SmsMessage,
  WebhookAdapter,
  WebhookMessage,
  WhatsAppAdapter,
  WhatsAppMessage,
} from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { newName } from '../../new-name.ts'

/** Runs the suite of mail. `sample` is what the service's test account takes. */
export function describeEmail(
  open: () => Promise<EmailAdapter>,
  sample: Partial<EmailMessage> = {},
): void {
  const good = { to: ['Ada <ada@example.org>'], subject: 'Good day', text: 'How are you?' }
  describeNotification<EmailMessage>('mail', open, {
    good: () => ({ ...newMessage(), ...good, ...sample }),
    bad: {
      'without a recipient': { to: [] },
      'to an address that is none': { to: ['ada'] },
      'with a subject that begins another header': { subject: 'a\r\nbcc: eve@example.org' },
    },
  })
}

/** Runs the suite of text messages. */
export function describeSms(
  open: () => Promise<SmsAdapter>,
  sample: Partial<SmsMessage> = {},
): void {
  describeNotification<SmsMessage>('text message', open, {
    good: () => ({ ...newMessage(), to: '+4930123456', text: 'Good day', ...sample }),
    bad: { 'to a number that is none': { to: '030 123456' }, 'without a text': { text: '' } },
  })
}

/** Runs the suite of push notifications. */
export function describePush(
  open: () => Promise<PushAdapter>,
  sample: Partial<PushMessage> = {},
): void {
  const good = { device: 'device-1', title: 'Good day', body: 'How are you?' }
  describeNotification<PushMessage>('push notification', open, {
    good: () => ({ ...newMessage(), ...good, ...sample }),
    bad: { 'to no device': { device: '' }, 'that is too long': { body: 'x'.repeat(5_000) } },
  })
}

/** Runs the suite of WhatsApp messages. */
export function describeWhatsApp(
  open: () => Promise<WhatsAppAdapter>,
  sample: Partial<WhatsAppMessage> = {},
): void {
  describeNotification<WhatsAppMessage>('WhatsApp message', open, {
    good: () => ({ ...newMessage(), to: '+4930123456', content: { text: 'Good day' }, ...sample }),
    bad: {
      'to a number that is none': { to: '030 123456' },
      'with nothing to say': { content: { text: '' } },
    },
  })
}

/** Runs the suite of webhooks. */
export function describeWebhook(
  open: () => Promise<WebhookAdapter>,
  sample: Partial<WebhookMessage> = {},
): void {
  const good = { url: 'https://example.org/hook', type: 'sales.order.placed', body: '{}' }
  describeNotification<WebhookMessage>('webhook', open, {
    good: () => ({ ...newMessage(), ...good, secret: 'whsec_c2VjcmV0', ...sample }),
    bad: {
      'without https': { url: 'http://example.org/hook' },
      'into a private network': { url: 'https://127.0.0.1/hook' },
      'with a body that is no JSON': { body: '{' },
    },
  })
}

interface Samples<M extends Message> {
  /** A message that the service takes, with an id of its own. */
  readonly good: () => M
  /** What makes it one that no service takes. */
  readonly bad: Readonly<Record<string, Partial<M>>>
}

function describeNotification<M extends Message>(
  what: string,
  open: () => Promise<NotificationAdapter<M>>,
  { good, bad }: Samples<M>,
): void {
  describe(`as every ${what} adapter`, () => {
    test('a message is taken over under its own id', async () => {
      const adapter = await open()
      const message = good()

      const sent = await adapter.send(message)

      expect(sent.id).toBe(message.id)
      expect(sent.reference).not.toBe('')
      expect(sent.sentAt).toBeGreaterThan(0)
    })

    test('a message that was sent is answered as the first time, where the adapter says so', async () => {
      const adapter = await open()
      const message = good()

      const first = await adapter.send(message)
      const second = await adapter.send(message)

      expect(second.id).toBe(first.id)
      expect(second.reference === first.reference).toBe(adapter.deduplicates)
    })

    test('two messages that say the same are two', async () => {
      const adapter = await open()

      const [first, second] = [await adapter.send(good()), await adapter.send(good())]

      expect(second.reference).not.toBe(first.reference)
    })

    test.each(Object.entries(bad))('a message %s is refused for good', async (_, flaw) => {
      const adapter = await open()

      await expect(adapter.send({ ...good(), ...flaw })).rejects.toMatchObject({
        code: 'adapter.refused',
        transient: false,
        facts: { adapter: adapter.name },
      })
    })
  })
}

function newMessage(): Message {
  return { id: newName('msg'), organizationId: newName('org') }
}
