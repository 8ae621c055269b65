/** Any layers around any handler end as an onion of plain async functions does, step by step. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../message.ts'
import { compose } from './compose.ts'
import { layer, type Middleware } from './layer.ts'
import { again, type Ended, type Phase, Reply } from './phase.ts'

interface Plan {
  /** Whether it is called as a function, as a layer of one's own is. */
  readonly isOnion: boolean
  readonly before: 'none' | 'pass' | 'throw' | 'reply'
  readonly after: 'none' | 'pass' | 'throw' | 'reply' | 'again'
  readonly waitsBefore: boolean
  readonly waitsAfter: boolean
}

/** How the handler ends, time after time. */
interface Turn {
  readonly waits: boolean
  readonly fails: boolean
}

const plans = fc.array(
  fc.record<Plan>({
    isOnion: fc.boolean(),
    before: fc.constantFrom('none', 'pass', 'pass', 'pass', 'throw', 'reply'),
    after: fc.constantFrom('none', 'pass', 'throw', 'reply', 'again'),
    waitsBefore: fc.boolean(),
    waitsAfter: fc.boolean(),
  }),
  { maxLength: 6 },
)
const turns = fc.array(fc.record<Turn>({ waits: fc.boolean(), fails: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
})
const mostRounds = 2
const route = { kind: 'command', type: 'shop.buy' } as const
const command: Command = {
  type: 'shop.buy',
  payload: {},
  orgId: 'org_1',
  actorId: 'act_1',
  correlationId: 'cor_1',
}

test('phases and onions, that wait or not, answer, throw and repeat as plain functions do', async () => {
  await fc.assert(
    fc.asyncProperty(plans, turns, async (layers, answers) => {
      const [steps, plainSteps]: [string[], string[]] = [[], []]
      const composed = compose(layers.map(middlewareOf(steps)), route, handlerOf(answers, steps))

      const outcome = await Promise.allSettled([composed(command, null)])
      const plain = await Promise.allSettled([
        onionOf(plainSteps)(layers, handlerOf(answers, plainSteps)),
      ])

      expect(outcome).toEqual(plain)
      expect(steps).toEqual(plainSteps)
    }),
    { numRuns: 2_000 },
  )
})

function handlerOf(answers: readonly Turn[], steps: string[]): () => unknown {
  let asked = 0
  return () => {
    const { waits, fails } = answers[asked % answers.length] ?? { waits: false, fails: false }
    asked += 1
    const answer = `answer ${asked}`
    steps.push('handler')
    return soon(waits, () => (fails ? thrown(answer) : answer))
  }
}

/** The layer of a plan, which repeats only where it is no onion: those call what is inside once. */
function middlewareOf(steps: string[]): (plan: Plan, at: number) => Middleware<null> {
  return (plan, at) => {
    let rounds = 0
    const phase: Phase<null, string | undefined> = {
      ...(plan.before === 'none'
        ? {}
        : {
            before: () =>
              soon(plan.waitsBefore, () => {
                steps.push(`in ${at}`)
                if (plan.before === 'throw') throw new Error(`in ${at}`)
                return plan.before === 'reply' ? new Reply(`reply ${at}`) : `state ${at}`
              }),
          }),
      ...(plan.after === 'none'
        ? {}
        : {
            after: (_request: unknown, _ctx: unknown, ended: Ended<string | undefined>) => {
              const told = `out ${at} ${ended.state} ${String(ended.ok ? ended.value : ended.error)}`
              return soon(plan.waitsAfter, () => {
                steps.push(told)
                if (plan.after === 'throw') throw new Error(`out ${at}`)
                if (plan.after === 'reply') return new Reply(`late reply ${at}`)
                rounds += 1
                return repeats(plan, rounds) ? again : undefined
              })
            },
          }),
    }
    const made = layer(() => phase)
    return plan.isOnion ? (request, ctx, next) => made(request, ctx, next) : made
  }
}

type Onion = (layers: readonly Plan[], handler: () => unknown, at?: number) => Promise<unknown>

function onionOf(steps: string[]): Onion {
  const rounds = new Map<number, number>()
  const onion: Onion = async ([plan, ...inner], handler, at = 0) => {
    if (!plan) return handler()

    if (plan.before !== 'none') steps.push(`in ${at}`)
    if (plan.before === 'throw') throw new Error(`in ${at}`)
    if (plan.before === 'reply') return `reply ${at}`
    const state = plan.before === 'none' ? undefined : `state ${at}`
    for (;;) {
      const [ended] = await Promise.allSettled([onion(inner, handler, at + 1)])
      const value: unknown = ended.status === 'fulfilled' ? ended.value : ended.reason
      if (plan.after !== 'none') steps.push(`out ${at} ${state} ${String(value)}`)
      if (plan.after === 'throw') throw new Error(`out ${at}`)
      if (plan.after === 'reply') return `late reply ${at}`
      const round = (rounds.get(at) ?? 0) + 1
      rounds.set(at, round)
      if (!repeats(plan, round)) return ended.status === 'fulfilled' ? value : thrown(value)
    }
  }
  return onion
}

function repeats({ after, isOnion }: Plan, round: number): boolean {
  return after === 'again' && !isOnion && round <= mostRounds
}

function soon<T>(waits: boolean, work: () => T): T | Promise<T> {
  return waits ? Promise.resolve().then(work) : work()
}

function thrown(reason: unknown): never {
  throw reason instanceof Error ? reason : new Error(String(reason))
}
