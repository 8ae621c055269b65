/** What the keyboard says of fields. */
import type { InputOf, ValueOf, ValuesOf } from './field.ts'
import { field } from './field-builders.ts'

const fields = {
  note: field.string({ optional: true }),
  lines: field.list({
    sku: field.string(),
    count: field.integer({ default: 1 }),
    gift: field.string({ optional: true }),
  }),
  tags: field.list({ name: field.string() }, { optional: true }),
}

const place = field.geoPoint({ default: { lat: 52.52, lng: 13.405 } })
declare const point: ValueOf<typeof place>
const lat: number = point.lat

// @ts-expect-error longitude is called lng
field.geoPoint({ default: { lat: 52.52, lon: 13.405 } })

const least: InputOf<typeof fields> = { lines: [{ sku: 'TEA' }] }
const most: InputOf<typeof fields> = {
  note: null,
  lines: [{ sku: 'TEA', count: 2, gift: 'card' }],
  tags: [{ name: 'urgent' }],
}

// @ts-expect-error an item misses what it needs
const without: InputOf<typeof fields> = { lines: [{ count: 2 }] }

// @ts-expect-error an item has no such field
const misspelt: InputOf<typeof fields> = { lines: [{ sku: 'TEA', cuont: 2 }] }

declare const values: ValuesOf<typeof fields>
const count: number | undefined = values.lines[0]?.count
const gift: string | null | undefined = values.lines[0]?.gift
const tags: readonly { readonly name: string }[] | null = values.tags

// @ts-expect-error what may be absent is null, not left out
const sure: string | undefined = values.lines[0]?.gift

void [lat, least, most, without, misspelt, count, gift, tags, sure]
