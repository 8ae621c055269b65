/** Given / when / then for systems built with Plinth, on a database in memory and under a fake clock. */
import './matchers.ts'

export { type MemoryAdapters, memoryAdapters } from './adapter/memory-adapters.ts'
export { type MemoryOutbox, memoryOutbox } from './adapter/notification/memory-outbox.ts'
export { type MemoryFxRates, memoryFxRates } from './adapter/fx-rates/memory-fx-rates.ts'
export { memoryGeo } from './adapter/geo/memory-geo.ts'
export {
  memoryEmail,
  memoryPush,
  memorySms,
  memoryWebhook,
  memoryWhatsApp,
} from './adapter/notification/outboxes.ts'
export { memoryOcr } from './adapter/ocr/memory-ocr.ts'
export { type MemoryPayment, memoryPayment } from './adapter/payment/memory-payment.ts'
export { memorySearch } from './adapter/search/memory-search.ts'
export { memoryStorage } from './adapter/storage/memory-storage.ts'
export { memoryTranslate } from './adapter/translate/memory-translate.ts'
export { actor, type TestActor } from './given/actor.ts'
export { eur, usd } from './amounts.ts'
export { holdsByDefinition } from './rule/defined-rule.ts'
export { FakeClock } from './fake-clock.ts'
export { cronExpressions } from './queue/cron.ts'
export { memoryScheduleMemory } from './queue/memory-schedule-memory.ts'
export { type Fact, given } from './given/given.ts'
export type { Because } from './matchers.ts'
export { hostilePatternCases, type PatternCase, patternCases } from './rule/pattern-cases.ts'
export { seededRandom } from './seeded-random.ts'
export type { Acting } from './given/acting.ts'
export type { Composition, World } from './given/world.ts'
