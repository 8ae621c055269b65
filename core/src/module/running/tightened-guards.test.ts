/** What an organization has tightened counts wherever a rule is asked: guards, time, what a handler asks. */
import { FakeClock, seededRandom } from '@plinth/testing'
import { expect, onTestFinished, test } from 'vitest'
import {
  days,
  defineCommand,
  defineEntity,
  defineMachine,
  defineModule,
  defineRule,
  type EntityOf,
  field,
  IDGenerator,
  type RuleEngine,
} from '../../index.ts'
import { createSystem, memoryDatabase } from '../../runtime.ts'

const Crate = defineEntity({
  name: 'Crate',
  idPrefix: 'crt_',
  fields: {
    status: field.oneOf(['packed', 'sent', 'lost'], { default: 'packed' }),
    weight: field.integer(),
    depotId: field.ref('Depot', { optional: true }),
  },
})
interface Crate extends EntityOf<typeof Crate> {}

const Depot = defineEntity({
  name: 'Depot',
  idPrefix: 'dep_',
  fields: { isOpen: field.boolean({ default: true }) },
})

const light = defineRule('post.light', Crate, { field: 'entity.weight', op: 'lte', value: 30 })

const crateMachine = defineMachine({
  id: 'crate',
  entity: Crate,
  initial: 'packed',
  states: {
    packed: {
      on: { send: { target: 'sent', guard: light } },
      after: [{ delay: days(1), target: 'lost', guard: light }],
    },
    sent: { terminal: true },
    lost: { terminal: true },
  },
})

const isLight = defineCommand('post.isLight', {
  input: { weight: field.integer() },
  handle: async ({ payload }, ctx) => ctx.rules.evaluate(light, { entity: payload }),
})

let engine: RuleEngine

const post = defineModule({
  id: 'post',
  version: '1.0.0',
  entities: [Crate, Depot],
  machines: [crateMachine],
  rules: [light],
  commands: [isLight],
  boot: (registry) => {
    engine = registry.rules
  },
})

const overlay = (over: object = {}) => ({
  id: 'ovl_1',
  organizationId: 'org_north',
  rule: 'post.light',
  expr: { field: 'entity.weight', op: 'lte', value: 5 } as const,
  author: 'act_ann',
  validFrom: null,
  validUntil: null,
  ...over,
})

async function started() {
  const clock = new FakeClock()
  const random = seededRandom()
  const system = createSystem({
    modules: [post],
    database: memoryDatabase(),
    platform: { clock, random, ids: new IDGenerator(clock, random) },
    permissions: { permits: () => true },
  })
  await system.start()
  onTestFinished(() => system.stop())
  const as = (orgId: string) =>
    system.as({
      actor: { id: 'act_bob', roles: [], orgId, type: 'human' },
      org: { id: orgId, slug: orgId, settings: {} },
    })
  const crate = (orgId: string) =>
    as(orgId).dispatch<Crate>({ type: 'post.crate.create', payload: { weight: 10 } })
  return { system, clock, as, crate }
}

test('a guard asks what the organization has added, and the refusal says so', async () => {
  const { as, crate } = await started()
  const [own, other] = [await crate('org_north'), await crate('org_south')]
  engine.tighten(overlay())

  const fired = as('org_north').fire(crateMachine, own, 'send')

  await expect(fired).rejects.toMatchObject({
    code: 'state.refused',
    message: expect.stringContaining('weight 10 is not at most 5'),
  })
  await expect(as('org_south').fire(crateMachine, other, 'send')).resolves.toMatchObject({
    status: 'sent',
  })
})

test('what a record may do next is told as the organization has it', async () => {
  const { as, crate } = await started()
  const own = await crate('org_north')
  const before = await as('org_north').fsm.validEvents(crateMachine, own)
  engine.tighten(overlay())

  const after = await as('org_north').fsm.validEvents(crateMachine, own)

  expect([before, after]).toEqual([['send'], []])
})

test('an overlay that reads behind a ref has that loaded', async () => {
  const { as } = await started()
  const north = as('org_north')
  const depot = await north.dispatch<{ id: string }>({
    type: 'post.depot.create',
    payload: { isOpen: false },
  })
  const payload = { weight: 10, depotId: depot.id }
  const own = await north.dispatch<Crate>({ type: 'post.crate.create', payload })
  engine.tighten(overlay({ expr: { field: 'entity.depot.isOpen', op: 'eq', value: true } }))

  const fired = north.fire(crateMachine, own, 'send')

  await expect(fired).rejects.toMatchObject({ code: 'state.refused' })
})

test('time asks it, too', async () => {
  const { as, clock, crate, system } = await started()
  const [own, other] = [await crate('org_north'), await crate('org_south')]
  engine.tighten(overlay())

  clock.advance(days(2))
  await system.settled()

  const read = (orgId: string, id: string) =>
    as(orgId).query({ type: 'post.crate.read', params: { id } })
  await expect(read('org_north', own.id)).resolves.toMatchObject({ status: 'packed' })
  await expect(read('org_south', other.id)).resolves.toMatchObject({ status: 'lost' })
})

test('a handler that asks a rule is answered as the organization has it', async () => {
  const { as } = await started()
  engine.tighten(overlay())

  const ask = (orgId: string) =>
    as(orgId).dispatch({ type: 'post.isLight', payload: { weight: 10 } })

  expect([await ask('org_north'), await ask('org_south')]).toEqual([false, true])
})

test('when the overlay is withdrawn, the rule is the module’s again', async () => {
  const { as, crate } = await started()
  const own = await crate('org_north')
  engine.tighten(overlay())
  engine.withdraw('org_north', 'ovl_1')

  await expect(as('org_north').fire(crateMachine, own, 'send')).resolves.toMatchObject({
    status: 'sent',
  })
})

test('rules that a handler is handed never become code, whether the organization has tightened or not', async () => {
  const { as } = await started()
  const host = globalThis.Function
  let made = 0
  const construct = (target: FunctionConstructor, texts: string[]) => {
    made += 1
    const built: object = Reflect.construct(target, texts)
    return built
  }
  globalThis.Function = new Proxy(host, { construct })
  onTestFinished(() => {
    globalThis.Function = host
  })

  const own = {
    and: [{ ref: 'post.light' }, { field: 'entity.weight', op: 'gt', value: 1 }],
  } as const
  for (const orgId of ['org_north', 'org_south']) {
    const { rules } = as(orgId)
    rules.evaluate(own, { entity: { weight: 10 } })
    rules.explain(own, { entity: { weight: 10 } })
    rules.compile(own).evaluate({ entity: { weight: 10 } })
    rules.register(`${orgId}.own`, own)
    engine.tighten(overlay({ organizationId: orgId }))
    rules.evaluate(own, { entity: { weight: 10 } })
  }

  expect(made).toBe(0)
})
