/** What an entity hooks into its records' lives is done before they are stored, and after. */
import { expect, test } from 'vitest'
import {
  BusinessError,
  type Caller,
  defineEntity,
  defineModule,
  field,
  type Row,
} from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Audit = defineEntity({ name: 'Audit', idPrefix: 'aud_', fields: { text: field.string() } })

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'par_',
  fields: {
    label: field.string({ maxLength: 12 }),
    weight: field.integer({ min: 0 }),
    price: field.integer({ default: 0 }),
  },
  hooks: {
    beforeSave(parcel) {
      if (parcel.weight > 100) throw new BusinessError('post.heavy', 'a parcel weighs 100 at most')
      return { price: parcel.weight * 2, label: parcel.label.toUpperCase() }
    },
    async afterSave(parcel, ctx) {
      await ctx.repo(Audit).save({ text: `saved ${parcel.label} ${parcel.version}` })
    },
    beforeDelete(parcel) {
      if (parcel.weight > 50) throw new BusinessError('post.kept', 'a heavy parcel is kept')
    },
    async afterDelete(parcel, ctx) {
      await ctx.repo(Audit).save({ text: `deleted ${parcel.label} ${parcel.version}` })
    },
  },
})

const Leaflet = defineEntity({
  name: 'Leaflet',
  idPrefix: 'lea_',
  fields: { title: field.string() },
  softDelete: false,
  timestamps: false,
  hooks: {
    async afterDelete(leaflet, ctx) {
      await ctx.repo(Audit).save({ text: `gone ${leaflet.title}` })
    },
  },
})

const post = defineModule({ id: 'post', version: '1.0.0', entities: [Audit, Parcel, Leaflet] })
const actor = { id: 'usr_1', roles: [], orgId: 'org_a', type: 'system' } as const
const caller: Caller = { actor, org: { id: 'org_a', slug: 'a', settings: {} } }

test('what a hook answers before a save is stored and told, and checked like any value', async () => {
  const office = await open()

  const saved = await office.send('parcel.create', { label: 'box', weight: 7 })

  expect(saved).toMatchObject({ label: 'BOX', price: 14, version: 1 })
  const { data } = await office.ask<{ data: readonly unknown[] }>('parcel.history', saved)
  expect(data).toMatchObject([{ payload: { label: 'BOX', weight: 7, price: 14 } }])
})

test('a hook sees values that are in order, and its own are refused where they are not', async () => {
  const office = await open()

  const bad = office.send('parcel.create', { label: 5, weight: 7 })
  await expect(bad).rejects.toMatchObject({ code: 'validation.failed' })
  const long = office.send('parcel.create', { label: 'ßßßßßßßßßßß', weight: 7 })
  await expect(long).rejects.toMatchObject({ code: 'validation.failed' })
})

test('a hook refuses a save and a deletion, and nothing is stored', async () => {
  const office = await open()

  const heavy = office.send('parcel.create', { label: 'anvil', weight: 101 })
  await expect(heavy).rejects.toMatchObject({ code: 'post.heavy' })
  const parcel = await office.send('parcel.create', { label: 'safe', weight: 51 })
  const remove = office.send('parcel.delete', { id: parcel.id })
  await expect(remove).rejects.toMatchObject({ code: 'post.kept' })
  const erase = office.send('parcel.erase', { id: parcel.id })
  await expect(erase).rejects.toMatchObject({ code: 'post.kept' })

  expect(await office.ask('parcel.read', parcel)).toEqual(parcel)
})

test('after the commit each save and deletion is told once, with the record as it was then', async () => {
  const office = await open()

  const { id } = await office.send('parcel.create', { label: 'a', weight: 1 })
  await office.send('parcel.update', { id, changes: { label: 'b' } })
  await office.send('parcel.delete', { id })

  expect(await office.audits()).toEqual(['saved A 1', 'saved B 2', 'deleted B 3'])
})

test('what is removed is given to its hook once more', async () => {
  const office = await open()
  const { id } = await office.send('leaflet.create', { title: 'Come!' })

  await office.send('leaflet.delete', { id })

  expect(await office.audits()).toEqual(['gone Come!'])
})

test('of what was erased no hook is told any more', async () => {
  const office = await open()
  const { id } = await office.send('parcel.create', { label: 'a', weight: 1 })
  await office.audits()

  await office.send('parcel.erase', { id })

  expect(await office.audits()).toEqual(['saved A 1'])
})

test('a hook that nobody knows is told before anything runs', () => {
  const bad = { ...Audit, hooks: Object.fromEntries([['beforeSve', () => null]]) }
  const module = defineModule({ id: 'post', version: '1.0.0', entities: [bad] })

  expect(() => make([module])).toThrow('entity Audit hooks "beforeSve". Did you mean "beforeSave"?')
})

function make(modules: Parameters<typeof createSystem>[0]['modules']): System {
  return createSystem({ modules, database: memoryDatabase(), permissions: { permits: () => true } })
}

async function open() {
  const system = make([post])
  await system.start()
  const ctx = () => system.as(caller)
  return {
    send: (type: string, payload: unknown) =>
      ctx().dispatch<Row>({ type: `post.${type}`, payload }),
    ask: <Answer>(type: string, { id }: Row) =>
      ctx().query<Answer>({ type: `post.${type}`, params: { id } }),
    audits: async () => {
      await system.settled()
      return (await ctx().repo(Audit).findAll()).map(({ text }) => text)
    },
  }
}
