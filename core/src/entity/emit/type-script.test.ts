/** The TypeScript that is written from an entity is the type that is inferred from it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { field } from '../../schema/index.ts'
import { defineEntity } from '../define-entity.ts'
import { entitySchema } from '../entity-schema.ts'
import { typeScriptOf } from './type-script.ts'

const root = new URL('../../../../', import.meta.url).pathname
let folder = ''

beforeAll(() => {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'written-types-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const fields = {
  name: field.string(),
  nick: field.string({ optional: true }),
  size: field.number({ default: 1 }),
  count: field.integer({ optional: true }),
  ok: field.boolean(),
  at: field.date({ optional: true }),
  status: field.oneOf(['a', '"\u2028', "it's"], { optional: true }),
  ownerId: field.ref('Everything'),
  friendIds: field.refs('Everything', { optional: true }),
  price: field.money({ optional: true }),
  place: field.geoPoint(),
  zone: field.geoPolygon({ optional: true }),
  way: field.geoLineString(),
  data: field.json(),
  more: field.json({ optional: true }),
}

// The same declaration as text: what the compiler infers is compared with what was written.
const declaration = `defineEntity({ name: 'Everything', idPrefix: 'eve_', fields: {
  name: field.string(),
  nick: field.string({ optional: true }),
  size: field.number({ default: 1 }),
  count: field.integer({ optional: true }),
  ok: field.boolean(),
  at: field.date({ optional: true }),
  status: field.oneOf(['a', '"\\u2028', "it's"], { optional: true }),
  ownerId: field.ref('Everything'),
  friendIds: field.refs('Everything', { optional: true }),
  price: field.money({ optional: true }),
  place: field.geoPoint(),
  zone: field.geoPolygon({ optional: true }),
  way: field.geoLineString(),
  data: field.json(),
  more: field.json({ optional: true }),
} })`

const Everything = defineEntity({ name: 'Everything', idPrefix: 'eve_', fields })

function written(): string {
  return typeScriptOf(entitySchema(Everything, { namespace: 'test' }))
}

function compile(name: string, text: string): string {
  const file = join(folder, `${name}.ts`)
  writeFileSync(file, text)
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--noUncheckedIndexedAccess',
    '--allowImportingTsExtensions',
  ]
  const exact = ['--exactOptionalPropertyTypes', '--customConditions', 'plinth-source']
  const host = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2023,es2024.string',
    '--types',
    '',
    '--skipLibCheck',
  ]
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), [...options, ...exact, ...host, file])
    return ''
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}

const comparison = (
  shown: string,
) => `import { defineEntity, type EntityOf, field } from '@plinth/core'
${shown}
const declared = ${declaration}
type Inferred = EntityOf<typeof declared>
declare const one: Everything
declare const other: Inferred
export const there: Inferred = one
export const back: Everything = other
type SameKeys = keyof Everything extends keyof Inferred
  ? keyof Inferred extends keyof Everything ? true : false : false
export const same: SameKeys = true
`

test('what is written stands for what is inferred, and the other way round', () => {
  expect(compile('equal', comparison(written()))).toBe('')
}, 60_000)

test('the comparison tells when they differ', () => {
  const other = written().replace('readonly "size": number', 'readonly "size": number | null')

  expect(compile('different', comparison(other))).toContain('error TS2322')
}, 60_000)

test('an entity without timestamps has none in what is written either', () => {
  const Untimed = defineEntity({ name: 'Untimed', idPrefix: 'unt_', fields, timestamps: false })

  const text = typeScriptOf(entitySchema(Untimed, { namespace: 'test' }))

  expect(text).not.toContain('createdAt')
  expect(text).toContain('deletedAt')
})

test('a label cannot end its comment', () => {
  const Sly = defineEntity({
    name: 'Sly',
    idPrefix: 'sly_',
    fields: { a: field.string({ label: 'x */ } evil(); /*\n// y' }) },
  })

  const text = typeScriptOf(entitySchema(Sly, { namespace: 'test' }))

  expect(text).toContain('/** x * / } evil(); /* // y. */')
})
