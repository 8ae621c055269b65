/** Adapters: what a system is composed with, and the contract of each kind. */
export type { Adapter } from './adapter.ts'
export { type AdapterContracts, type AdapterType, adapterTypes } from './adapter-contracts.ts'
export {
  adapterFailed,
  type AdapterFailure,
  adapterRefused,
  adapterTimeout,
} from './adapter-error.ts'
export {
  type AdapterChoice,
  type AdapterEntry,
  adapterRegistry,
  registerAdapters,
  type RegisteredAdapters,
  type AdapterSet,
} from './adapter-set.ts'
export {
  erasedRecord,
  type IdempotencyClaim,
  type IdempotencyRecord,
  type IdempotencySlot,
  type IdempotencyStore,
  type IdempotencyTurn,
} from './idempotency-store.ts'
export type { EmailAdapter, EmailAttachment, EmailMessage } from './notification/email.ts'
export type { PushAdapter, PushMessage } from './notification/push.ts'
export type { Message, NotificationAdapter, Sent } from './notification/sent.ts'
export type { SmsAdapter, SmsMessage } from './notification/sms.ts'
export type { WebhookAdapter, WebhookMessage } from './notification/webhook.ts'
export type {
  WhatsAppAdapter,
  WhatsAppContent,
  WhatsAppMessage,
} from './notification/whatsapp.ts'
export { type ActiveAdapters, AdapterRegistry } from './registry.ts'
export { assertFileKey } from './service/file-key.ts'
export type { FxQuery, FxRate, FxRatesAdapter } from './service/fx-rates.ts'
export type {
  GeoAdapter,
  GeocodeQuery,
  GeoPlace,
  GeoRoute,
  RouteQuery,
} from './service/geo.ts'
export type { OcrAdapter, OcrPage, OcrRequest, OcrResult } from './service/ocr.ts'
export type {
  Payment,
  PaymentAdapter,
  PaymentCall,
  PaymentNotice,
  PaymentPart,
  PaymentRequest,
  PaymentSignal,
  PaymentStatus,
} from './service/payment.ts'
export type {
  SearchAdapter,
  SearchDocument,
  SearchHit,
  SearchPlace,
  SearchQuery,
  SearchResult,
  SearchScalar,
  SearchValue,
} from './service/search.ts'
export type {
  FileAddress,
  FileLink,
  FilePage,
  FileQuery,
  NewFile,
  StorageAdapter,
  StoredFile,
} from './service/storage.ts'
export type { TranslateAdapter, Translation, TranslationRequest } from './service/translate.ts'
