/** What every database must do for records that search is told of: it follows them, whatever fails meanwhile. */
import {
  type Caller,
  defineCommand,
  defineEntity,
  defineModule,
  field,
  IDGenerator,
  type Row,
  type SearchAdapter,
  type SearchDocument,
  type SearchHit,
} from '@plinth/core'
import {
  adapterRegistry,
  createSystem,
  type Database,
  type System,
  systemPlatform,
} from '@plinth/core/runtime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memorySearch } from '../adapter/search/memory-search.ts'
import { FakeClock } from '../fake-clock.ts'
import { letPass } from '../let-pass.ts'

const Book = defineEntity({
  name: 'Book',
  idPrefix: 'boo_',
  fields: {
    title: field.string({ searchable: true }),
    kind: field.oneOf(['novel', 'poem'], { default: 'novel', searchable: true }),
    sequelIds: field.refs('Book', { optional: true, searchable: true }),
    shelf: field.string({ optional: true }),
    buyer: field.string({ optional: true, searchable: true, sensitive: true }),
  },
  searchSync: true,
})
const bringBack = defineCommand('library.book.bringBack', {
  input: { id: field.ref(Book) },
  handle: ({ payload }, ctx) => ctx.repo(Book).restore(payload.id),
})
const library = defineModule({
  id: 'library',
  version: '1.0.0',
  entities: [Book],
  commands: [bringBack],
})
const org = { id: 'org_reading', slug: 'reading', settings: {} }
const caller: Caller = {
  actor: { id: 'usr_1', roles: [], orgId: org.id, type: 'human' },
  org,
}
const place = { organizationId: org.id, collection: 'library.books' }

/** Runs the suite, each test on a new database. */
export function describeSearchSync(open: () => Promise<Database>): void {
  describe('search follows the records', () => {
    let reading: ReadingRoom
    beforeEach(async () => {
      reading = await readingRoom(await open())
    })
    afterEach(() => reading.close())

    test('a record is found by its searchable fields, and no others are told', async () => {
      const { send, found } = reading

      const { id } = await send('create', { title: 'Moby Dick', shelf: 'A1', buyer: 'Ada' })

      const fields = { title: 'Moby Dick', kind: 'novel', sequelIds: null }
      expect(await found('moby')).toEqual([{ id, score: 1, fields }])
      expect(await found('ada')).toEqual([])
    })

    test('it is found as it is now, and no more when it is deleted or erased', async () => {
      const { send, titles } = reading
      const { id } = await send('create', { title: 'Moby Dick' })

      await send('update', { id, changes: { title: 'The Whale', sequelIds: [id] } })
      expect(await titles()).toEqual(['The Whale'])

      await send('delete', { id })
      expect(await titles()).toEqual([])

      await send('bringBack', { id })
      expect(await titles()).toEqual(['The Whale'])

      await send('erase', { id })
      expect(await titles()).toEqual([])
    })

    test('while search is down the changes of a record wait, and then it is told of the last', async () => {
      const { clock, send, settled, titles } = reading
      reading.whenTold = () => Promise.reject(new Error('search is down'))
      const { id } = await send('create', { title: 'One' })
      await send('update', { id, changes: { title: 'Two' } })
      await expect(settled()).rejects.toThrow('search is down')

      reading.whenTold = async () => {}
      clock.advance(minutes)

      expect(await titles()).toEqual(['Two'])
    })

    test('a record that changes while search answers is told again, as it is by then', async () => {
      const { send, titles } = reading
      const told: unknown[] = []
      reading.whenTold = async ({ id, fields }) => {
        told.push(fields['title'])
        if (told.length === 1) await send('update', { id, changes: { title: 'Two' } })
      }

      await send('create', { title: 'One' })

      expect(await titles()).toEqual(['Two'])
      expect(told).toEqual(['One', 'Two', 'Two'])
    })
  })
}

/** Longer than any pause between two attempts. */
const minutes = 120_000

interface ReadingRoom {
  readonly clock: FakeClock
  /** What happens when search is told of a record, before it holds it. */
  whenTold: (document: SearchDocument) => Promise<void>
  readonly send: (verb: string, payload: unknown) => Promise<Row>
  readonly settled: () => Promise<void>
  /** What search finds once every event has been handled. */
  readonly found: (text: string) => Promise<readonly SearchHit[]>
  readonly titles: () => Promise<readonly unknown[]>
  readonly close: () => Promise<void>
}

async function readingRoom(database: Database): Promise<ReadingRoom> {
  const clock = new FakeClock()
  const memory = memorySearch()
  const index: SearchAdapter['index'] = async (where, documents) => {
    for (const document of documents) await room.whenTold(document)
    await memory.index(where, documents)
  }
  const system = systemOn(database, { clock, search: { ...memory, index } })
  await system.start()

  const settled = () => letPass(clock, system.settled())
  const found = async (text: string) => {
    await settled()
    return (await memory.search({ ...place, text })).hits
  }
  const room: ReadingRoom = {
    clock,
    whenTold: async () => {},
    send: (verb, payload) => {
      const command = { type: `library.book.${verb}`, payload }
      return letPass(clock, system.as(caller).dispatch<Row>(command))
    },
    settled,
    found,
    titles: async () => (await found('')).map(({ fields }) => fields['title']),
    close: () => letPass(clock, system.stop()),
  }
  return room
}

interface Surroundings {
  readonly clock: FakeClock
  readonly search: SearchAdapter
}

function systemOn(database: Database, { clock, search }: Surroundings): System {
  const { random } = systemPlatform()
  return createSystem({
    modules: [library],
    database,
    permissions: { permits: () => true },
    adapters: adapterRegistry({ search }),
    platform: { clock, random, ids: new IDGenerator(clock, random) },
  })
}
