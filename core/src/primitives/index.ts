/** Primitives: what every other room is made of. */
export { boundedCache } from './bounded-cache.ts'
export { checksum } from './checksum.ts'
export { currencies, isCurrency, minorDigits } from './currency.ts'
export { days, hours } from './duration.ts'
export { excerpt } from './excerpt.ts'
export { deepFreeze } from './freeze.ts'
export type { GeoLineString, GeoPoint, GeoPolygon, GeoPosition } from './geo.ts'
export { literal, runGenerated } from './generated-code.ts'
export { type LogFacts, type Logger, silentLogger } from './logger.ts'
export * as money from './money.ts'
export type { Money } from './money.ts'
export { meant, meantOrKnown } from './name-hint.ts'
export { orderOfTexts } from './order-of-texts.ts'
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
export type { Rounding } from './rounding.ts'
export { slug } from './slug.ts'
export { nearest } from './similar-name.ts'
export { IDGenerator } from './id-generator.ts'
export { isIdPrefix, isUlid, timestampOfUlid } from './ulid.ts'
export { within } from './within.ts'
