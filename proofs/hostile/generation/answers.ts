/** What core answers to a long list of questions, as one text: the same whether or not code may be made from text. */
import {
  assign,
  type Caller,
  defineCommand,
  defineEntity,
  defineEvent,
  defineMachine,
  defineModule,
  emit,
  field,
  IDGenerator,
  job,
  now as theTime,
  on,
  type Platform,
  type ValidationFailure,
} from '@plinth/core'
import {
  compileRule,
  createFSMEngine,
  createSystem,
  createValidator,
  memoryDatabase,
  memoryEventBus,
  type System,
} from '@plinth/core/runtime'
import { FakeClock, seededRandom } from '@plinth/testing'
import { chanceFrom } from '../../chance.ts'
import { context } from '../inputs/field-inputs.ts'
import { makeFields } from '../inputs/make-fields.ts'
import { answerOf } from '../rules/definition.ts'
import { makeFacts, makeRule, now } from '../rules/make-rule.ts'

/** Asks core everything. */
export async function allAnswers(): Promise<unknown> {
  const system = await systemAnswers()
  return {
    rules: ruleAnswers(),
    validators: validatorAnswers(),
    machines: machineAnswers(),
    system,
  }
}

function ruleAnswers(): readonly unknown[] {
  const chance = chanceFrom(1)
  return Array.from({ length: 500 }, () => {
    const rule = makeRule(chance)
    const facts = makeFacts(chance)
    const [closures, generated] = [compileRule(rule), compileRule(rule, { generate: true })]
    const explained = answerOf(() => closures.explain(facts, { now }).passed)
    const answers = [closures, generated].map((one) => answerOf(() => one.evaluate(facts, { now })))
    return [...answers, explained]
  })
}

function validatorAnswers(): readonly unknown[] {
  const chance = chanceFrom(2)
  return Array.from({ length: 200 }, () => {
    const made = makeFields(chance)
    const at = chance.between(0, made.length - 1)
    const record = (isSound: boolean) =>
      Object.fromEntries(
        made.map(({ field: { key }, fitting, unfitting }, place) => [
          key,
          isSound || place !== at ? fitting : unfitting[0],
        ]),
      )
    const fields = made.map(({ field: own }) => own)
    return [true, false].flatMap((trusted) => {
      const validator = createValidator(fields, { trusted })
      const checked = [record(true), record(false), {}].map((value) =>
        told(validator.check(value, context)),
      )
      return [...checked, validator.complete(record(true))]
    })
  })
}

function told(failures: readonly ValidationFailure[] | null): unknown {
  return failures?.map(({ path, code, message }) => [path, code, message]) ?? null
}

function machineAnswers(): readonly unknown[] {
  const engine = createFSMEngine()
  engine.register({
    id: 'gate',
    entityType: 'Gate',
    initial: 'shut',
    states: {
      shut: {
        on: {
          open: { target: 'open', guard: { field: 'payload.key', op: 'matches', value: '^\\d+$' } },
        },
      },
      open: { on: { shut: 'shut' } },
    },
  })
  const actor = { id: 'usr_1', roles: [], orgId: 'org_1' }
  return ['12', 'x', null].map((key) => {
    const taken = engine.transition('gate', 'shut', 'open', { entity: {}, actor, payload: { key } })
    return taken.ok ? taken.value : taken.error
  })
}

const Letter = defineEntity({
  name: 'Letter',
  idPrefix: 'let_',
  fields: {
    text: field.string({ maxLength: 20 }),
    status: field.oneOf(['written', 'sent'], { default: 'written' }),
    sentAt: field.date({ optional: true }),
    copies: field.integer({ default: 0 }),
  },
})

const letterSent = defineEvent('post.letter.sent', { text: field.string() })

const letterMachine = defineMachine({
  id: 'letter',
  entity: Letter,
  initial: 'written',
  states: {
    written: {
      on: {
        send: {
          target: 'sent',
          guard: { field: 'entity.text', op: 'neq', value: '' },
          actions: [assign('sentAt', theTime), emit(letterSent)],
        },
      },
    },
    sent: { terminal: true },
  },
})

const copy = job('post.copy', {
  input: { letterId: field.ref(Letter) },
  async handle({ payload }, ctx) {
    const letter = await ctx.repo(Letter).findByIdOrFail(payload.letterId)
    await ctx.repo(Letter).save({ ...letter, copies: letter.copies + 1 })
  },
})

const write = defineCommand('post.write', {
  input: { text: field.string({ maxLength: 20 }) },
  async handle({ payload }, ctx) {
    const letter = await ctx.repo(Letter).save({ text: payload.text })
    await ctx.queue.add(copy({ letterId: letter.id }))
    return ctx.fire(letterMachine, letter, 'send')
  },
})

const caller: Caller = {
  actor: { id: 'usr_1', roles: [], orgId: 'org_1', type: 'human' },
  org: { id: 'org_1', slug: 'one', settings: {} },
}

async function systemAnswers(): Promise<unknown> {
  const heard: string[] = []
  const system = postOffice(heard)
  await system.start()
  const own = system.as(caller)
  const outcomes: unknown[] = []
  for (const text of ['hello', '', 'x'.repeat(21)]) {
    const done = own.dispatch(write({ text })).then(
      () => 'sent',
      (error: unknown) => String(error),
    )
    outcomes.push(await done)
  }
  await system.settled()
  const where = { text: { matches: '^h' }, status: 'sent' }
  const list = await own.query({ type: 'post.letter.list', params: { where } })
  await system.stop()
  return { heard, outcomes, list, bus: await busAnswers() }
}

function postOffice(heard: string[]): System {
  const post = defineModule({
    id: 'post',
    version: '1.0.0',
    entities: [Letter],
    machines: [letterMachine],
    events: [letterSent],
    commands: [write],
    jobs: [copy],
    subscriptions: [
      on(letterSent, { name: 'post.hear' }, ({ type, payload }) => {
        heard.push(`${type} ${payload.text}`)
      }),
    ],
  })
  const permissions = { permits: () => true }
  return createSystem({
    modules: [post],
    database: memoryDatabase(),
    permissions,
    platform: platform(),
  })
}

function platform(): Platform {
  const [clock, random] = [new FakeClock(), seededRandom()]
  return { clock, random, ids: new IDGenerator(clock, random) }
}

async function busAnswers(): Promise<readonly string[]> {
  const heard: string[] = []
  const bus = memoryEventBus({ contextOf: () => null })
  for (const pattern of ['*', 'post.*', '*.sent', 'post.*.sent']) {
    bus.subscribe(pattern, ({ type }) => heard.push(`${pattern} ${type}`))
  }
  const event = { id: 'evt_1', aggregateId: 'let_1', aggregateType: 'Letter', payload: {} }
  const origin = {
    actorId: null,
    orgId: 'org_1',
    correlationId: 'c',
    causedBy: null,
    source: 'post',
  }
  for (const type of ['post.letter.sent', 'post.letter.created']) {
    await bus.publish({ ...event, ...origin, type, schemaVersion: 1, occurredAt: 0, version: 1 })
  }
  return heard
}
