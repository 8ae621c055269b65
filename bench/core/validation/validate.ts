/** Benchmarks of checking an input against a schema from module code. */
import type { FieldSchema } from '@plinth/core'
import { createValidator } from '@plinth/core/runtime'
import type { Benchmark, Contest } from '../../harness/benchmark.ts'
import { duel } from '../../harness/duel.ts'
import { issuesOf } from './by-hand.ts'
import { brokenInputs, type Input, orderForm, soundInputs, texts } from './order-form.ts'

/** Inputs that are in order, and inputs with eight mistakes. */
export const validateBenchmarks: readonly Benchmark[] = [
  {
    area: 'core',
    name: 'validate-valid',
    shows: 'an input of 15 fields, money and a list among them, in which all is in order',
    goal: { timesLimit: 1.15, timesFaster: { zod: 8, ajv: 1 } },
    prepare: () => validationContest(soundInputs()),
  },
  {
    area: 'core',
    name: 'validate-errors',
    shows: 'the same with eight mistakes, all of which are collected',
    goal: { timesLimit: 1.15, timesFaster: { zod: 20, ajv: 1 } },
    prepare: () => validationContest(brokenInputs()),
  },
]

const fields: readonly FieldSchema[] = Object.entries(orderForm).map(([key, traits]) => ({
  key,
  ...traits,
}))

function validationContest(inputs: readonly Input[]): Promise<Contest> {
  const validator = createValidator(fields, { trusted: true })
  const context = {
    entity: {},
    schema: { name: 'Order', fields: [] },
    actorId: 'act_1',
    orgId: 'org_1',
    isCreate: true,
    isUpdate: false,
    now: 0,
  }
  return duel({
    inputs,
    ours: (input) => validator.check(input, context),
    limit: issuesOf,
    peers: { libraries: ['zod', 'ajv'], subject: 'validate', material: texts },
    answer: mistakesIn,
  })
}

/** Counts the mistakes of an answer. */
function mistakesIn(answer: unknown): number {
  return Array.isArray(answer) ? answer.length : 0
}
