/** The contract suites of core's ports: an adapter's tests run them on what it provides. */
export { describeFxRates } from './adapter/fx-rates/describe-fx-rates.ts'
export { describeGeo } from './adapter/geo/describe-geo.ts'
export {
  describeEmail,
  describePush,
  describeSms,
  describeWebhook,
  describeWhatsApp,
} from './adapter/notification/describe-notification.ts'
export { describeOcr, type OcrSample } from './adapter/ocr/describe-ocr.ts'
export { describePayment, type PaymentSamples } from './adapter/payment/describe-payment.ts'
export { describeSearch } from './adapter/search/describe-search.ts'
export { describeStorage } from './adapter/storage/describe-storage.ts'
export { describeTranslate } from './adapter/translate/describe-translate.ts'
export { describeDatabase } from './database/describe-database.ts'
export { describeSearchSync } from './database/describe-search-sync.ts'
export { describeSubscriptions } from './database/describe-subscriptions.ts'
export { describeCron } from './queue/describe-cron.ts'
export { describeQueue } from './queue/describe-queue.ts'
export { describeScheduler } from './queue/describe-scheduler.ts'
export type { OpenQueue } from './queue/queue-stage.ts'
export {
  customers,
  type Desk,
  entities,
  type Office,
  officeOn,
  orders,
  unusedNumber,
  usd,
} from './database/shop.ts'
export { describeIdempotency, type IdempotencyGround } from './ports/describe-idempotency.ts'
export { describePermissions, type OpenPermissions } from './ports/describe-permissions.ts'
export { describeRateLimiter, type OpenRateLimiter } from './ports/describe-rate-limiter.ts'
export { describeTracer } from './ports/describe-tracer.ts'
export { describeEventStore, type OpenEventStore } from './event/describe-event-store.ts'
export { describeRealTimeGateway, type OpenGateway } from './realtime/describe-realtime-gateway.ts'
export { describeEventBus, type OpenEventBus } from './event/describe-event-bus.ts'
export { describePlatform, type PlatformGround } from './ports/describe-platform.ts'
export { describeLogger, type LoggerGround, type WrittenLine } from './ports/describe-logger.ts'
export { describeScheduleMemory } from './queue/describe-schedule-memory.ts'
export {
  describeIdentity,
  type IdentityGround,
  type SampleIdentity,
  type SampleRequest,
} from './ports/describe-identity.ts'
export {
  describeDatabaseAdapter,
  type DatabaseAdapterGround,
  type OpenedDatabase,
} from './ports/describe-database-adapter.ts'
export { describeQueueAdapter, type OpensQueues } from './ports/describe-queue-adapter.ts'
export { describeEventOutbox, type OutboxGround } from './event/describe-event-outbox.ts'
export { describeTimerStore, type TimerGround } from './ports/describe-timer-store.ts'
export { describeRepository, type OpenRepositories } from './repository/describe-repository.ts'
export type { RepositoryGround } from './repository/repository-ground.ts'
