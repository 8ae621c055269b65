/** The validation benchmark's checks as one would write them by hand, for this one schema. */
import { texts } from './order-form.ts'

/** One mistake. */
export interface Issue {
  readonly path: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

type Unknowns = Readonly<Record<string, unknown>>

const orderKeys = new Set(
  'number customerId channel total placedAt dueAt quantity discount isGift email note reference region priority lines'.split(
    ' ',
  ),
)
const lineKeys = new Set(['productId', 'quantity', 'price'])
const moneyKeys = new Set(['amount', 'currency'])
const channels = ['web', 'shop', 'phone']
const regions = ['north', 'south', 'east', 'west']
const currencies: ReadonlySet<unknown> = new Set(texts.currencies)
const unstorable = /[\0\ud800-\udfff]/u
const firstInstant = -62_135_596_800_000
const lastInstant = 253_402_300_799_999

/** Lists every mistake of an order; null when there is none. */
export function issuesOf(value: unknown): readonly Issue[] | null {
  if (!isRecord(value)) return [{ path: '', code: 'type', params: { expected: 'record' } }]

  const issues: Issue[] = []
  checkNames(value, issues)
  checkFigures(value, issues)
  checkTexts(value, issues)
  checkLines(value['lines'], issues)
  for (const key in value) {
    if (!orderKeys.has(key)) add(issues, key, 'unknown-field', { unknown: key })
  }
  return issues.length === 0 ? null : issues
}

function checkNames({ customerId, channel, region, isGift }: Unknowns, issues: Issue[]): void {
  if (!isId(customerId)) add(issues, 'customerId', 'id', { actual: customerId })
  if (typeof channel !== 'string' || !channels.includes(channel)) {
    add(issues, 'channel', 'enum', { allowed: channels, actual: channel })
  }
  if (typeof region !== 'string' || !regions.includes(region)) {
    add(issues, 'region', 'enum', { allowed: regions, actual: region })
  }
  if (typeof isGift !== 'boolean') add(issues, 'isGift', 'type', { expected: 'boolean' })
}

function checkFigures(order: Unknowns, issues: Issue[]): void {
  const { total, placedAt, dueAt, quantity, priority, discount } = order
  if (!isMoney(total)) addMoney(issues, 'total', total)
  if (!isInstant(placedAt)) add(issues, 'placedAt', 'date', { actual: placedAt })
  if (dueAt != null && !isInstant(dueAt)) add(issues, 'dueAt', 'date', { actual: dueAt })
  if (!isWithin(quantity, 1, 10_000)) add(issues, 'quantity', 'range', { min: 1, actual: quantity })
  if (!isWithin(priority, 0, 9)) add(issues, 'priority', 'range', { max: 9, actual: priority })
  if (typeof discount !== 'number' || !(discount >= 0 && discount <= 100)) {
    add(issues, 'discount', 'range', { min: 0, max: 100, actual: discount })
  }
}

function checkTexts({ number, email, note, reference }: Unknowns, issues: Issue[]): void {
  if (!isText(number, 2, 20)) add(issues, 'number', 'length', { min: 2, max: 20, actual: number })
  if (!isText(email, 0, 254)) add(issues, 'email', 'length', { max: 254, actual: email })
  else if (!texts.email.test(email)) add(issues, 'email', 'pattern', {})
  if (note != null && !isText(note, 0, 500)) add(issues, 'note', 'length', { max: 500 })
  if (reference != null && !isText(reference, 0, 40)) {
    add(issues, 'reference', 'length', { max: 40 })
  }
}

function checkLines(value: unknown, issues: Issue[]): void {
  if (!Array.isArray(value) || value.length < 1 || value.length > 500) {
    return add(issues, 'lines', 'list', { min: 1, max: 500 })
  }
  for (let index = 0; index < value.length; index++) checkLine(value[index], index, issues)
}

function checkLine(line: unknown, index: number, issues: Issue[]): void {
  if (!isRecord(line)) return add(issues, `lines.${index}`, 'type', { expected: 'record' })
  const { productId, quantity, price } = line
  if (!isId(productId)) add(issues, `lines.${index}.productId`, 'id', { actual: productId })
  if (!isWithin(quantity, 1, 10_000))
    add(issues, `lines.${index}.quantity`, 'range', { actual: quantity })
  if (!isMoney(price)) addMoney(issues, `lines.${index}.price`, price)
  for (const key in line) {
    if (!lineKeys.has(key)) add(issues, `lines.${index}.${key}`, 'unknown-field', { unknown: key })
  }
}

// oxlint-disable-next-line eslint/max-params -- four words, the fastest way to write it by hand
function add(issues: Issue[], path: string, code: string, params: Unknowns): void {
  issues.push({ path, code, params })
}

function addMoney(issues: Issue[], path: string, value: unknown): void {
  if (!isRecord(value)) return add(issues, path, 'type', { expected: 'money' })
  const { amount, currency } = value
  if (!Number.isSafeInteger(amount)) add(issues, `${path}.amount`, 'integer', { actual: amount })
  if (!currencies.has(currency)) add(issues, `${path}.currency`, 'currency', { actual: currency })
  for (const key in value) {
    if (!moneyKeys.has(key)) add(issues, `${path}.${key}`, 'unknown-field', { unknown: key })
  }
}

function isRecord(value: unknown): value is Unknowns {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && texts.id.test(value)
}

function isText(value: unknown, min: number, max: number): value is string {
  return (
    typeof value === 'string' &&
    value.length >= min &&
    value.length <= max &&
    !unstorable.test(value)
  )
}

function isInstant(value: unknown): boolean {
  return (
    typeof value === 'number' &&
    Number.isSafeInteger(value) &&
    value >= firstInstant &&
    value <= lastInstant
  )
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
}

function isMoney(value: unknown): boolean {
  if (!isRecord(value) || !Number.isSafeInteger(value['amount'])) return false
  let keys = 0
  for (const _key in value) keys += 1
  return keys === 2 && currencies.has(value['currency'])
}
