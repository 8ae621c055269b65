/** The twelve capabilities that core knows by name, each with its contract. */
import type { EmailAdapter } from './notification/email.ts'
import type { PushAdapter } from './notification/push.ts'
import type { SmsAdapter } from './notification/sms.ts'
import type { WebhookAdapter } from './notification/webhook.ts'
import type { WhatsAppAdapter } from './notification/whatsapp.ts'
import type { FxRatesAdapter } from './service/fx-rates.ts'
import type { GeoAdapter } from './service/geo.ts'
import type { OcrAdapter } from './service/ocr.ts'
import type { PaymentAdapter } from './service/payment.ts'
import type { SearchAdapter } from './service/search.ts'
import type { StorageAdapter } from './service/storage.ts'
import type { TranslateAdapter } from './service/translate.ts'

/** Type → what an adapter of that type can do. */
export interface AdapterContracts {
  readonly storage: StorageAdapter
  readonly 'notification.email': EmailAdapter
  readonly 'notification.sms': SmsAdapter
  readonly 'notification.push': PushAdapter
  readonly 'notification.whatsapp': WhatsAppAdapter
  readonly 'notification.webhook': WebhookAdapter
  readonly payment: PaymentAdapter
  readonly geo: GeoAdapter
  readonly search: SearchAdapter
  readonly 'fx-rates': FxRatesAdapter
  readonly ocr: OcrAdapter
  readonly translate: TranslateAdapter
}

/** The name of a capability. */
export type AdapterType = keyof AdapterContracts

/** The names of all capabilities. */
export const adapterTypes: readonly AdapterType[] = [
  'storage',
  'notification.email',
  'notification.sms',
  'notification.push',
  'notification.whatsapp',
  'notification.webhook',
  'payment',
  'geo',
  'search',
  'fx-rates',
  'ocr',
  'translate',
]
