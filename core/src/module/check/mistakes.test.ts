/** The mistakes of modules are found before anything runs, all at once. */
import { expect, test } from 'vitest'
import {
  CoreError,
  defineCommand,
  defineEntity,
  defineEvent,
  defineModule,
  defineRule,
  field,
  type ModuleDeclaration,
  on,
} from '../../index.ts'
import { createSystem, memoryDatabase } from '../../runtime.ts'

const StockItem = defineEntity({
  name: 'StockItem',
  idPrefix: 'stk_',
  fields: { quantity: field.integer(), reserved: field.integer(), place: field.string() },
})

const sound: ModuleDeclaration = { id: 'inventory', version: '1.0.0', entities: [StockItem] }

test('modules without a mistake make a system', () => {
  expect(mistakesOf(sound)).toEqual([])
})

test('a rule that reads what its entity has not is told with what it has', () => {
  const low = defineRule('inventory.low', { field: 'entity.quantty', op: 'lt', value: 5 })

  expect(mistakesOf({ ...sound, rules: [{ ...low, entity: 'StockItem' }] })).toEqual([
    expect.stringMatching(/rule "inventory.low" reads .*quantty.*quantity/),
  ])
})

test('a rule that follows a ref out of its module is told so, and not sent to the ref', () => {
  const Shelf = defineEntity({
    name: 'Shelf',
    idPrefix: 'shf_',
    fields: { itemId: field.ref(StockItem) },
  })
  const near = defineRule('shop.near', { field: 'entity.item.place', op: 'eq', value: 'front' })
  const shop = {
    id: 'shop',
    version: '1.0.0',
    entities: [Shelf],
    rules: [{ ...near, entity: 'Shelf' }],
  }

  expect(mistakesOf(sound, shop)).toEqual([
    'rule "shop.near" reads Shelf.item, which Shelf has not: "itemId" leads to no entity of its module, and a rule goes no further; keep on Shelf what it asks',
  ])
})

test('a command without a handler, outside its module, with a ref to nobody: each is told', () => {
  const move = { ...defineCommand('stock.move', { input: {}, handle: () => null }) }
  const count = defineCommand('inventory.count', {
    input: { itemId: field.ref('StockItm') },
    handle: () => null,
  })

  const mistakes = mistakesOf({
    ...sound,
    commands: [{ ...move, handle: undefined }, count],
  })

  expect(mistakes).toEqual([
    'command "stock.move" must begin with "inventory."',
    'command "stock.move" is declared and has no handler',
    'command "inventory.count": itemId refers to "StockItm", which no module declares. Did you mean "StockItem"?',
  ])
})

test('a machine with a misspelt target is told with the state that was meant', () => {
  const Order = defineEntity({
    name: 'Order',
    idPrefix: 'ord_',
    fields: { status: field.oneOf(['placed', 'paid'], { default: 'placed' }) },
  })
  const machine = {
    id: 'order',
    entityType: 'Order',
    field: 'status',
    initial: 'placed',
    states: { placed: { on: { pay: 'payed' } }, paid: { terminal: true } },
  } as const

  const mistakes = mistakesOf({ ...sound, entities: [Order], machines: [machine] })

  expect(mistakes).toContain(
    'machine "order", state "placed": target "payed" is not a state. Did you mean "paid"?',
  )
})

test('an event that nobody tells is never heard', () => {
  const told = defineEvent('inventory.stock.reserved', { itemId: field.ref(StockItem) })
  const heard = on('inventory.stock.reservd', { name: 'inventory.listen' }, () => null)

  const mistakes = mistakesOf({ ...sound, events: [told], subscriptions: [heard] })

  expect(mistakes).toEqual([
    'subscription "inventory.listen" hears "inventory.stock.reservd", which nobody tells. Did you mean "inventory.stock.reserved"?',
  ])
})

test('a trait that an entity cannot have is told with the one that was meant', () => {
  const data = { ...StockItem, softdelete: false, timestamps: 'no' }

  // @ts-expect-error what comes as data may say anything
  expect(mistakesOf({ ...sound, entities: [data] })).toEqual([
    'entity StockItem says "softdelete". Did you mean "softDelete"?',
    'entity StockItem: timestamps must be true or false, not "no"',
  ])
})

test('what search is to hold needs a search, and fields that it can hold', () => {
  const Place = defineEntity({
    name: 'Place',
    idPrefix: 'pla_',
    fields: {
      at: field.geoPoint({ searchable: true }),
      alarmCode: field.string({ searchable: true, sensitive: true }),
    },
    searchSync: true,
  })
  const Hall = defineEntity({ name: 'Hall', idPrefix: 'hal_', fields: {}, searchSync: true })

  expect(mistakesOf({ ...sound, entities: [Place, Hall] })).toEqual([
    'entity Place has searchSync, and the system has no adapter for "search": add one under adapters.search',
    'entity Place has searchSync, and its searchable field "at" is a geo.point; search holds string, number, boolean, date, enum, ref, ref[]',
    'entity Hall has searchSync, and the system has no adapter for "search": add one under adapters.search',
    'entity Hall has searchSync, and no field for it: mark one with searchable: true that is not sensitive',
  ])
})

test('nobody hears that a record was restored where deletion removes it', () => {
  const Stamp = defineEntity({ name: 'Stamp', idPrefix: 'sta_', fields: {}, softDelete: false })
  const heard = ['restored', 'erased'].map((verb) =>
    on(`inventory.stamp.${verb}`, { name: `inventory.${verb}` }, () => null),
  )

  const mistakes = mistakesOf({ ...sound, entities: [Stamp], subscriptions: heard })

  expect(mistakes).toEqual([
    expect.stringMatching(/"inventory.restored" hears "inventory.stamp.restored", which nobody/),
  ])
})

test('modules that are missing, circular or taken twice are told by name', () => {
  const catalog = defineModule({ id: 'catalog', version: '1.0.0' })

  expect(mistakesOf({ ...sound, dependsOn: [catalog] })).toEqual([
    'depends on module "catalog", which is not part of the system. There is: inventory',
  ])
  expect(mistakesOf(sound, sound)).toEqual(['the module id "inventory" is taken twice'])
})

test('all mistakes stand on one page, module by module', () => {
  const bare = { id: 'sales', version: 'one' }

  expect(() => make({ ...sound, version: '1' }, bare)).toThrow(
    [
      'Plinth cannot start: 2 mistakes in 2 modules',
      '',
      '  inventory  version "1" is not like 1.2.3',
      '  sales      version "one" is not like 1.2.3',
    ].join('\n'),
  )
})

function make(...declarations: readonly ModuleDeclaration[]): void {
  const modules = declarations.map(defineModule)
  createSystem({ modules, database: memoryDatabase(), permissions: { permits: () => true } })
}

function mistakesOf(...declarations: readonly ModuleDeclaration[]): readonly string[] {
  try {
    make(...declarations)
    return []
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    const mistakes = error.facts['mistakes'] as readonly { readonly message: string }[]
    return mistakes.map(({ message }) => message)
  }
}
