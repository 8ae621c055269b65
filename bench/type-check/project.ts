/** A large system's declarations as text, in the spelling that users write: what the compiler is given. */

/** How much there is of what. */
export interface Size {
  readonly entities: number
  /** Of the entities so many have a machine, a command that fires it, a query, a reaction and a job. */
  readonly machines: number
}

/** File name → text. */
export type Project = Readonly<Record<string, string>>

/** Writes the files: entities of twelve fields, and for some of them all that a module has beside. */
export function projectOf({ entities, machines }: Size): Project {
  const numbers = Array.from({ length: entities }, (_, number) => number)
  const driven = numbers.slice(0, machines)
  const files: readonly (readonly [string, string])[] = [
    ...numbers.map((number) => [`thing${number}.ts`, entityText(number)] as const),
    ...driven.map((number) => [`thing${number}-life.ts`, machineText(number)] as const),
    ...driven.map((number) => [`place-thing${number}.ts`, commandText(number)] as const),
    ...driven.map((number) => [`open-things${number}.ts`, queryText(number)] as const),
    ...driven.map((number) => [`after-thing${number}.ts`, reactionText(number)] as const),
    ['index.ts', moduleText(numbers, driven)],
  ]
  return Object.fromEntries(files)
}

// Every entity refers to the one before by value, and to the one after by name, as in a circle.
function entityText(number: number): string {
  const before = number > 0 ? `import { Thing${number - 1} } from './thing${number - 1}.ts'\n` : ''
  const parent = number > 0 ? `field.ref(Thing${number - 1})` : `field.ref('Thing1')`
  return `import { defineEntity, type EntityOf, field } from '@plinth/core'
${before}
export const Thing${number} = defineEntity({
  name: 'Thing${number}',
  idPrefix: 't${number}_',
  fields: {
    number: field.string({ unique: true, maxLength: 20 }),
    parentId: ${parent},
    nextId: field.ref('Thing${number + 1}', { optional: true }),
    status: field.oneOf(['draft', 'placed', 'paid', 'shipped', 'cancelled'], { default: 'draft' }),
    total: field.money(),
    limit: field.money({ optional: true, min: 0 }),
    placedAt: field.date({ optional: true, indexed: true }),
    quantity: field.integer({ min: 1, max: 10_000 }),
    weight: field.number({ optional: true }),
    isGift: field.boolean({ default: false }),
    place: field.list({ street: field.string(), city: field.string() }, { max: 20 }),
    note: field.string({ optional: true, sensitive: true, maxLength: 2_000 }),
  },
})
export interface Thing${number} extends EntityOf<typeof Thing${number}> {}
`
}

function machineText(number: number): string {
  const thing = `Thing${number}`
  return `import { assign, days, defineEvent, defineMachine, defineRule, emit, field, now } from '@plinth/core'
import { ${thing} } from './thing${number}.ts'

export const placed${number} = defineEvent('large.thing${number}.placed', {
  thingId: field.ref(${thing}),
  total: field.money(),
})

export const withinLimit${number} = defineRule('large.within-limit-${number}', ${thing}, {
  or: [
    { field: 'entity.total', op: 'lte', value: { ref: 'entity.limit' } },
    { field: 'actor.roles', op: 'contains', value: 'manager' },
  ],
})

export const thing${number}Life = defineMachine({
  id: 'thing${number}',
  entity: ${thing},
  initial: 'draft',
  states: {
    draft: {
      on: {
        place: { target: 'placed', guard: withinLimit${number}, actions: [assign('placedAt', now), emit(placed${number})] },
        cancel: 'cancelled',
      },
    },
    placed: {
      on: { pay: 'paid', cancel: 'cancelled' },
      after: [{ delay: days(14), target: 'cancelled', description: 'not paid in two weeks' }],
    },
    paid: { on: { ship: 'shipped' } },
    shipped: { terminal: true },
    cancelled: { terminal: true },
  },
})
`
}

function commandText(number: number): string {
  const thing = `Thing${number}`
  return `import { defineCommand, field, permission } from '@plinth/core'
import { thing${number}Life } from './thing${number}-life.ts'
import { ${thing} } from './thing${number}.ts'

export const placeThing${number} = defineCommand('large.placeThing${number}', {
  input: {
    thingId: field.ref(${thing}),
    quantity: field.integer({ min: 1, max: 10_000 }),
    lines: field.list({ name: field.string({ maxLength: 20 }), price: field.money() }, { min: 1, max: 500 }),
  },
  allow: permission('large.thing${number}.place'),
  async handle({ payload }, ctx) {
    const thing = await ctx.repo(${thing}).findByIdOrFail(payload.thingId)
    const saved = await ctx.repo(${thing}).save({ ...thing, quantity: payload.quantity })
    return ctx.fire(thing${number}Life, saved, 'place')
  },
})
`
}

// Filters, orders and includes are typed by the entity: nothing costs the compiler more for each word.
function queryText(number: number): string {
  const thing = `Thing${number}`
  const parent = number > 0 ? ", include: ['parentId']" : ''
  return `import { defineQuery, field } from '@plinth/core'
import { ${thing} } from './thing${number}.ts'

export const openThings${number} = defineQuery('large.openThings${number}', {
  input: { since: field.date(), least: field.integer({ default: 1 }) },
  async handle({ params }, ctx) {
    const { data } = await ctx.repo(${thing}).findMany(
      { status: 'placed', placedAt: { gte: params.since }, quantity: { gte: params.least } },
      { sort: [{ field: 'placedAt', direction: 'desc' }]${parent} },
    )
    return data.map(({ id, number, total }) => ({ id, number, total }))
  },
})
`
}

function reactionText(number: number): string {
  const thing = `Thing${number}`
  return `import { cron, on } from '@plinth/core'
import { openThings${number} } from './open-things${number}.ts'
import { placed${number} } from './thing${number}-life.ts'
import { ${thing} } from './thing${number}.ts'

export const note${number} = on(placed${number}, { name: 'large.note-${number}' }, async (event, ctx) => {
  const thing = await ctx.repo(${thing}).findByIdOrFail(event.payload.thingId)
  await ctx.repo(${thing}).save({ ...thing, note: \`\${thing.number}: \${event.payload.total.amount}\` })
})

export const remind${number} = cron('large.remind-${number}', '0 8 * * 1-5', async (_, ctx) => {
  const open = await ctx.query(openThings${number}({ since: ctx.now() - 86_400_000 }))
  for (const { number, total } of open) ctx.logger.info(number, { amount: total.amount })
})
`
}

function moduleText(numbers: readonly number[], driven: readonly number[]): string {
  const imports = [
    ...numbers.map((number) => `import { Thing${number} } from './thing${number}.ts'`),
    ...driven.map(
      (number) =>
        `import { placed${number}, thing${number}Life, withinLimit${number} } from './thing${number}-life.ts'`,
    ),
    ...driven.map((number) => `import { placeThing${number} } from './place-thing${number}.ts'`),
    ...driven.map((number) => `import { openThings${number} } from './open-things${number}.ts'`),
    ...driven.map(
      (number) => `import { note${number}, remind${number} } from './after-thing${number}.ts'`,
    ),
  ]
  const list = (of: readonly number[], name: (number: number) => string) => of.map(name).join(', ')
  return `import { defineModule } from '@plinth/core'
${imports.join('\n')}

export const large = defineModule({
  id: 'large',
  version: '1.0.0',
  entities: [${list(numbers, (number) => `Thing${number}`)}],
  machines: [${list(driven, (number) => `thing${number}Life`)}],
  rules: [${list(driven, (number) => `withinLimit${number}`)}],
  events: [${list(driven, (number) => `placed${number}`)}],
  commands: [${list(driven, (number) => `placeThing${number}`)}],
  queries: [${list(driven, (number) => `openThings${number}`)}],
  subscriptions: [${list(driven, (number) => `note${number}`)}],
  jobs: [${list(driven, (number) => `remind${number}`)}],
})
`
}
