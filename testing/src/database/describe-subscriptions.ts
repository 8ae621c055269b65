/** What every database must do for named subscriptions of which one fails: the others go on, and each keeps its order. */
import { defineEntity, defineModule, field, IDGenerator, on, type Row } from '@plinth/core'
import { createSystem, type Database, systemPlatform } from '@plinth/core/runtime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeClock } from '../fake-clock.ts'
import { letPass } from '../let-pass.ts'

const Parcel = defineEntity({
  name: 'Parcel',
  idPrefix: 'pcl_',
  fields: { step: field.integer() },
})

/** What was heard: `label 2` when the subscription `label` has handled the second version. */
let heard: string[] = []
let failing: ReadonlySet<string> = new Set()

const hear = (name: string) =>
  on('post.parcel.*', { name: `post.${name}` }, async ({ version }) => {
    if (failing.has(name)) throw new Error(`${name} is down`)
    heard.push(`${name} ${version}`)
  })

const post = defineModule({
  id: 'post',
  version: '1.0.0',
  entities: [Parcel],
  subscriptions: [hear('label'), hear('bill'), hear('map')],
})

const org = { id: 'org_post', slug: 'post', settings: {} }

/** Runs the suite, each test on a new database. */
export function describeSubscriptions(open: () => Promise<Database>): void {
  describe('subscriptions of which one fails', () => {
    let office: PostOffice
    beforeEach(async () => {
      heard = []
      failing = new Set()
      office = await postOffice(await open())
    })
    afterEach(() => office.close())

    test('it holds up its own later events of the record, and nobody else', async () => {
      failing = new Set(['bill'])
      const { id } = await office.send('create', { step: 1 })
      await expect(office.settled()).rejects.toThrow('bill is down')

      await office.send('update', { id, changes: { step: 2 } })
      await office.send('update', { id, changes: { step: 3 } })
      await expect(office.settled()).rejects.toThrow('bill is down')
      const meanwhile = heard.splice(0)
      failing = new Set()
      office.clock.advance(minutes)
      await office.settled()

      expect(meanwhile).toEqual(['label 1', 'map 1', 'label 2', 'map 2', 'label 3', 'map 3'])
      expect(heard).toEqual(['bill 1', 'bill 2', 'bill 3'])
    })

    test('of two that are behind, each catches up by itself, in order, and the outbox is empty then', async () => {
      failing = new Set(['bill', 'map'])
      const { id } = await office.send('create', { step: 1 })
      await office.send('update', { id, changes: { step: 2 } })
      await expect(office.settled()).rejects.toThrow('is down')

      failing = new Set(['bill'])
      office.clock.advance(minutes)
      await office.send('update', { id, changes: { step: 3 } })
      await expect(office.settled()).rejects.toThrow('bill is down')
      failing = new Set()
      office.clock.advance(minutes)
      await office.settled()

      for (const name of ['label', 'bill', 'map']) {
        const its = heard.filter((one) => one.startsWith(name))
        expect(its).toEqual([`${name} 1`, `${name} 2`, `${name} 3`])
      }
      expect(await office.pending()).toEqual([])
    })
  })
}

/** Longer than any pause between two attempts. */
const minutes = 120_000

interface PostOffice {
  readonly clock: FakeClock
  readonly send: (verb: string, payload: unknown) => Promise<Row>
  readonly settled: () => Promise<void>
  readonly pending: () => Promise<readonly unknown[]>
  readonly close: () => Promise<void>
}

async function postOffice(database: Database): Promise<PostOffice> {
  const clock = new FakeClock()
  const { random } = systemPlatform()
  const system = createSystem({
    modules: [post],
    database,
    permissions: { permits: () => true },
    platform: { clock, random, ids: new IDGenerator(clock, random) },
  })
  await system.start()
  const actor = { id: 'usr_1', roles: [], orgId: org.id, type: 'human' } as const
  return {
    clock,
    send: (verb, payload) => {
      const command = { type: `post.parcel.${verb}`, payload }
      return letPass(clock, system.as({ actor, org }).dispatch<Row>(command))
    },
    settled: () => letPass(clock, system.settled()),
    pending: () => database.outbox.pending(10, []),
    close: () => letPass(clock, system.stop()),
  }
}
