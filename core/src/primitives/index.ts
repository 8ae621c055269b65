/** Primitives: what every other room is made of. */
export { boundedCache } from './bounded-cache.ts'
export { checksum } from './digest/checksum.ts'
export { sha256 } from './digest/sha256.ts'
export { currencies, isCurrency, minorDigits } from './money/currency.ts'
export { days, hours } from './time/duration.ts'
export { excerpt } from './text/excerpt.ts'
export { deepFreeze } from './freeze.ts'
export type { GeoLineString, GeoPoint, GeoPolygon, GeoPosition } from './geo.ts'
export { literal, runGenerated } from './generated-code.ts'
export { type LogFacts, type Logger, silentLogger } from './logger.ts'
export * as money from './money/money.ts'
export type { Money } from './money/money.ts'
export { meant, meantOrKnown } from './text/name-hint.ts'
export { orderOfTexts } from './text/order-of-texts.ts'
export {
  type Cancel,
  type Clock,
  type Platform,
  type Random,
  systemPlatform,
  type TimerOptions,
  type Timestamp,
} from './platform.ts'
export { Err, Ok, type Result } from './result.ts'
export type { Rounding } from './money/rounding.ts'
export { slug } from './text/slug.ts'
export { nearest } from './text/similar-name.ts'
export { IDGenerator } from './id/id-generator.ts'
export { isIdPrefix, isUlid, timestampOfUlid } from './id/ulid.ts'
export { withArticle } from './text/with-article.ts'
export { within } from './time/within.ts'
