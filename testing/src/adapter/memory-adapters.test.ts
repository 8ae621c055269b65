/** Each adapter in memory keeps the contract of its type. */
import {
  describeEmail,
  describeFxRates,
  describeGeo,
  describeOcr,
  describePayment,
  describePush,
  describeSearch,
  describeSms,
  describeStorage,
  describeTranslate,
  describeWebhook,
  describeWhatsApp,
} from '../contracts.ts'
import { FakeClock } from '../fake-clock.ts'
import { memoryAdapters } from './memory-adapters.ts'
import { memoryStorage } from './storage/memory-storage.ts'

const adapters = () => memoryAdapters(new FakeClock())

describeStorage(async () => memoryStorage(new FakeClock(), { maxSize: 1_000 }))
describeEmail(async () => adapters()['notification.email'])
describeSms(async () => adapters()['notification.sms'])
describePush(async () => adapters()['notification.push'])
describeWhatsApp(async () => adapters()['notification.whatsapp'])
describeWebhook(async () => adapters()['notification.webhook'])
describePayment(
  async () => adapters().payment,
  (payment) => ({ signal: ({ id }) => payment.signal(id) }),
)
describeGeo(async () => adapters().geo)
describeSearch(async () => adapters().search)
describeFxRates(async () => adapters()['fx-rates'])
describeOcr(async () => adapters().ocr, {
  document: { body: new TextEncoder().encode('Invoice\fTotal'), contentType: 'application/pdf' },
  words: ['Invoice', 'Total'],
})
describeTranslate(async () => adapters().translate)
