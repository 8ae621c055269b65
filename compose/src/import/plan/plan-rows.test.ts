/** How a file, a map and an entity come together, and what is said when they do not. */
import type { EntitySchema } from '@plinth/core'
import { createSystem, memoryDatabase } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { shop } from '../../../fixture/shop.ts'
import type { ImportMap } from '../map/import-map.ts'
import { planRows } from './plan-rows.ts'

const { modules, permissions } = shop
const { entities } = createSystem({ modules, permissions, database: memoryDatabase() })

test('without a map each column stands for the field of its name', () => {
  const planned = plan('Customer', ['name', 'code', 'Fax'], null)

  expect(planned).toMatchObject({
    ok: true,
    plan: {
      key: ['code'],
      width: 3,
      fields: [{ field: { key: 'name' } }, { field: { key: 'code' } }],
      notes: ['columns not used: Fax'],
    },
  })
})

test('a reference leads to the first unique field of the other entity, or to the one that is named', () => {
  const fields = { number: { column: 'No' }, customerId: { column: 'Customer' } }
  const byCode = plan('Order', ['No', 'Customer'], { fields })
  const customerId = { column: 'Customer', ref: 'id' }
  const byId = plan('Order', ['No', 'Customer'], { fields: { ...fields, customerId } })

  const target = (field: string) => ({
    ok: true,
    plan: { fields: [{}, { reference: { schema: { name: 'Customer' }, field } }] },
  })
  expect(byCode).toMatchObject(target('code'))
  expect(byId).toMatchObject(target('id'))
})

test('every mistake is told at once, with what is there instead', () => {
  const planned = plan('Order', ['No', 'Customr', 'Twice', 'Twice'], {
    key: ['number', 'code'],
    fields: {
      nummber: { column: 'No' },
      customerId: { column: 'Customer', ref: 'name' },
      placedAt: { column: 'Twice', currency: 'USD' },
      status: { constant: 'shipped' },
      weight: { column: 'No', ref: 'code' },
    },
  })

  expect(planned).toEqual({
    ok: false,
    mistakes: [
      'fields: there is no field of Order "nummber". Did you mean "number"?',
      'fields.customerId.ref: there is no unique field of Customer "name". There is: code, taxId, id',
      'fields.customerId: there is no column "Customer". Did you mean "Customr"?',
      'fields.placedAt: is no money, so it takes no "currency"',
      'fields.placedAt: column "Twice" stands there twice',
      'fields.status: is driven by a state machine; a map with "history": true may set it, to bring records in as they were',
      'fields.weight: refers to no other entity, so it takes no "ref"',
      'key: "number" tells which record a row is, and no column gives it',
      'key: there is no field of Order "code". There is: number, customerId, status, placedAt, total, weight',
    ],
  })
})

test('a map of history may set what a state machine drives', () => {
  const planned = plan('Order', ['No', 'Shipped'], {
    history: true,
    fields: {
      number: { column: 'No' },
      status: { when: 'Shipped', filled: 'shipped', empty: 'placed' },
    },
  })

  expect(planned.ok).toBe(true)
})

test('a key that nothing keeps unique is allowed, and noted', () => {
  const planned = plan('Customer', ['name'], {
    key: ['name'],
    fields: { name: { column: 'name' } },
  })

  expect(planned).toMatchObject({
    ok: true,
    plan: {
      notes: ['no constraint of Customer keeps (name) unique: import one file at a time'],
    },
  })
})

function plan(entity: string, header: readonly string[], map: ImportMap | null) {
  return planRows({ schema: schemaOf(entity), entities, header, map })
}

function schemaOf(name: string): EntitySchema {
  const schema = entities.find((entity) => entity.name === name)
  if (!schema) throw new Error(`the shop has no ${name}`)
  return schema
}
