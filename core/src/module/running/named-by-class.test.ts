/** An entity whose records are named by a class: it is used like any, under the name that it declares. */
import { expect, test } from 'vitest'
import {
  assign,
  type Caller,
  defineCommand,
  entityClass,
  defineMachine,
  defineModule,
  defineRule,
  type EntityDefinition,
  field,
  now,
} from '../../index.ts'
import { createSystem, memoryDatabase } from '../../runtime.ts'

// As a bundler would have it that shortens names: what counts is the name that is declared.
class A extends entityClass({
  name: 'Crate',
  idPrefix: 'cra_',
  fields: {
    weight: field.number(),
    sentAt: field.date({ optional: true }),
    status: field.oneOf(['packed', 'sent'], { default: 'packed' }),
    insideId: field.ref('Crate', { optional: true }),
  },
}) {}
class B extends entityClass({
  name: 'Label',
  idPrefix: 'lab_',
  fields: { crateId: field.ref(A) },
}) {}

const isLight = defineRule('port.light', A, { field: 'entity.weight', op: 'lte', value: 10 })
const life = defineMachine({
  id: 'crate',
  entity: A,
  initial: 'packed',
  states: {
    packed: { on: { send: { target: 'sent', guard: isLight, actions: [assign('sentAt', now)] } } },
    sent: { terminal: true },
  },
})
const sendCrate = defineCommand('port.sendCrate', {
  input: { weight: field.number() },
  async handle({ payload }, ctx) {
    const crate = await ctx.repo(A).save(payload)
    const sent = await ctx.fire(life, crate, 'send')
    const label = await ctx.repo(B).save({ crateId: sent.id })
    return { crate, sent, label }
  },
})
const port = defineModule({
  id: 'port',
  version: '1.0.0',
  entities: [A, B],
  machines: [life],
  rules: [isLight],
  commands: [sendCrate],
})
const ann: Caller = {
  actor: { id: 'ann', roles: [], orgId: 'north', type: 'human' },
  org: { id: 'north', slug: 'north', settings: {} },
}
const permissions = { permits: () => true }

test('an entity that a class names is saved, fired and referred to like any', async () => {
  const system = createSystem({ modules: [port], permissions, database: memoryDatabase() })
  await system.start()

  const { crate, sent, label } = await system.as(ann).dispatch(sendCrate({ weight: 3 }))

  expect(sent).toMatchObject({ status: 'sent', version: 2 })
  expect(sent.id).toMatch(/^cra_/)
  expect(label.crateId).toBe(crate.id)
  expect([isLight.entity, life.entityType]).toEqual(['Crate', 'Crate'])
  await system.stop()
})

test('a class that adds something to its records is told at boot, for no record has it', () => {
  class Heavy extends entityClass({
    name: 'Heavy',
    idPrefix: 'hea_',
    fields: { kg: field.number() },
  }) {
    get tons(): number {
      return this.kg / 1_000
    }
  }
  const module = defineModule({ id: 'port', version: '1.0.0', entities: [Heavy] })
  const make = () => createSystem({ modules: [module], permissions, database: memoryDatabase() })

  expect(make).toThrow(
    'entity Heavy: its class adds "tons", which no record has, for records are plain data; write a function of the record, or field.computed',
  )
})

test('what is listed as an entity and is none is told at boot, beside other mistakes', () => {
  class Bare {
    readonly weight = 1
  }
  const listed: EntityDefinition[] = [A]
  for (const one of [null, 'Crate', {}, Bare]) Reflect.set(listed, listed.length, one)
  const module = defineModule({ id: 'port', version: '1', entities: listed })
  const make = () => createSystem({ modules: [module], permissions, database: memoryDatabase() })

  const hint = 'is listed as an entity and is none; declare it by defineEntity({…}), or as class'
  for (const what of ['null', 'Crate', 'an object', 'the class or function "Bare"']) {
    expect(make).toThrow(`${what} ${hint}`)
  }
  expect(make).toThrow('5 mistakes')
})

test('nobody constructs a record', () => {
  const construct = (): unknown => Reflect.construct(A, [])

  expect(construct).toThrow('records of Crate are plain data: ctx.repo(Crate).save({…}) makes one')
})
