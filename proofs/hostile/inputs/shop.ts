/** A small system in memory, whose lists an attacker asks for. */
import { defineCommand, defineEntity, defineModule, field, permission } from '@plinth/core'
import { createSystem, memoryDatabase, type System } from '@plinth/core/runtime'
import { leaveNothing } from '../../leftovers.ts'

/** The records of the list, as they are stored. */
export interface Shop {
  readonly records: readonly Readonly<Record<string, unknown>>[]
  /** Asks for a page. @throws CoreError */
  list(params: unknown): Promise<Page>
}

/** A page: its records, and where the next one begins. */
export interface Page {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly nextCursor: string | null
}

const Item = defineEntity({
  name: 'Item',
  idPrefix: 'itm_',
  fields: {
    name: field.string(),
    count: field.integer(),
    price: field.money({ optional: true }),
    status: field.oneOf(['new', 'sold', 'lost']),
    secret: field.string({ sensitive: true }),
  },
})

const stock = defineCommand('shop.stock', {
  input: { count: field.integer() },
  allow: permission('shop.stock'),
  async handle({ payload }, ctx) {
    const statuses = ['new', 'sold', 'lost'] as const
    const records = Array.from({ length: payload.count }, (_, at) => ({
      name: ['a', 'ab', 'é', '😀', '`'][at % 5] ?? '',
      count: at,
      price: at % 3 === 0 ? null : { amount: at * 100, currency: at % 2 ? 'USD' : 'EUR' },
      status: statuses[at % 3] ?? 'new',
      secret: `s${at}`,
    }))
    await ctx.repo(Item).saveBatch(records)
    return null
  },
})

const shop = defineModule({ id: 'shop', version: '1.0.0', entities: [Item], commands: [stock] })

const attacker = {
  actor: { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' },
  org: { id: 'org_1', slug: 'one', settings: {} },
} as const

/** Opens the shop, with a number of records in it. */
export async function openShop(count: number): Promise<Shop> {
  const system: System = createSystem({
    modules: [shop],
    database: memoryDatabase(),
    permissions: { permits: () => true },
  })
  await system.start()
  leaveNothing(() => system.stop())

  const own = system.as(attacker)
  await own.dispatch(stock({ count }))
  const list = async (params: unknown) =>
    pageOf(await own.query({ type: 'shop.item.list', params }))
  return { records: (await list({ limit: 500 })).data, list }
}

function pageOf(value: unknown): Page {
  if (isPage(value)) return value
  throw new Error('a list came back as something else')
}

function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data)
}
