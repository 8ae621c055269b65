/** All twelve adapters in memory: what a test's system is composed with. */
import type { AdapterContracts, Clock } from '@plinth/core'
import { memoryFxRates } from './fx-rates/memory-fx-rates.ts'
import { memoryGeo } from './geo/memory-geo.ts'
import {
  memoryEmail,
  memoryPush,
  memorySms,
  memoryWebhook,
  memoryWhatsApp,
} from './notification/outboxes.ts'
import { memoryOcr } from './ocr/memory-ocr.ts'
import { memoryPayment } from './payment/memory-payment.ts'
import { memorySearch } from './search/memory-search.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { memoryTranslate } from './translate/memory-translate.ts'

/** An adapter of each type that a test can look into. */
export type MemoryAdapters = ReturnType<typeof memoryAdapters>

/** Creates one adapter of each type, all of them empty, on one clock. */
export function memoryAdapters(clock: Clock) {
  return {
    storage: memoryStorage(clock),
    'notification.email': memoryEmail(clock),
    'notification.sms': memorySms(clock),
    'notification.push': memoryPush(clock),
    'notification.whatsapp': memoryWhatsApp(clock),
    'notification.webhook': memoryWebhook(clock),
    payment: memoryPayment(clock),
    geo: memoryGeo(),
    search: memorySearch(),
    'fx-rates': memoryFxRates(clock),
    ocr: memoryOcr(),
    translate: memoryTranslate(),
  } satisfies AdapterContracts
}
