/** A record that many refer to is read once and written out for each of them: what one answer shows is bounded. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Caller, defineEntity, defineModule, field, type SystemContext } from '../../index.ts'
import { createSystem, memoryDatabase, type System } from '../../runtime.ts'

const Tag = defineEntity({
  name: 'Tag',
  idPrefix: 'tag_',
  fields: { name: field.string(), nearIds: field.refs('Tag', { optional: true }) },
})
const Page = defineEntity({
  name: 'Page',
  idPrefix: 'pag_',
  fields: { title: field.string(), tagIds: field.refs(Tag) },
})
const wiki = defineModule({ id: 'wiki', version: '1.0.0', entities: [Tag, Page] })
const caller: Caller = {
  actor: { id: 'act_1', roles: [], orgId: 'org_1', type: 'human' },
  org: { id: 'org_1', slug: 'one', settings: {} },
}

let system: System
let ctx: SystemContext
beforeEach(async () => {
  const permissions = { permits: () => true }
  system = createSystem({ modules: [wiki], permissions, database: memoryDatabase() })
  await system.start()
  ctx = system.as(caller)
})
afterEach(() => system.stop())

test('pages of a list that share many records are told to be smaller', async () => {
  const tagIds = await imported(
    'tag',
    'name',
    times(500, (n) => ({ name: `${n}` })),
  )
  await imported(
    'page',
    'title',
    times(21, (n) => ({ title: `${n}`, tagIds })),
  )
  const list = (limit: number) =>
    ctx.query({ type: 'wiki.page.list', params: { limit, include: ['tags'] } })

  const [whole, part] = [list(21), list(20)]

  await expect(whole).rejects.toMatchObject({
    code: 'repository.too-much',
    message:
      '10500 records would be shown beside the pages; at most 10000 are: take smaller pages, or include less',
  })
  await expect(part).resolves.toMatchObject({ data: { length: 20 } })
})

test('a single record is no way around: what multiplies from ref to ref is counted', async () => {
  const nearIds = await imported(
    'tag',
    'name',
    times(100, (n) => ({ name: `near ${n}` })),
  )
  const tags = times(100, (n) => ({ name: `${n}`, nearIds }))
  const tagIds = await imported('tag', 'name', tags)
  const [id] = await imported('page', 'title', [{ title: 'all', tagIds }])
  const read = (include: readonly string[]) =>
    ctx.query({ type: 'wiki.page.read', params: { id, include } })

  const refused = read(['tags.nears'])

  await expect(refused).rejects.toMatchObject({
    code: 'repository.too-much',
    facts: { count: 10_100, most: 10_000 },
  })
  await expect(read(['tags'])).resolves.toMatchObject({ tags: { length: 100 } })
})

async function imported(
  entity: string,
  key: string,
  records: readonly object[],
): Promise<readonly string[]> {
  const message = { type: `wiki.${entity}.import`, payload: { key: [key], records } }
  const outcomes = await ctx.dispatch<readonly { readonly id: string }[]>(message)
  return outcomes.map(({ id }) => id)
}

function times<T>(count: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, n) => make(n))
}
