/** The court notices what it is there for. */
import { CoreError } from '@plinth/core'
import { expect, test } from 'vitest'
import { asTrial } from './as-trial.ts'
import { sing } from './canary.ts'
import { Court } from './court.ts'
import { growthOf } from './heap.ts'
import type { Plan } from './trial.ts'

async function kindsOf(plan: Partial<Plan<number>>): Promise<readonly string[]> {
  const court = new Court()
  const usual = { area: 'test', input: null, isAcceptable: true, codes: ['rule.invalid'] }
  const sound = { ask: () => 1, faultOf: () => null }
  await court.hear(asTrial<number>({ ...usual, ...sound, ...plan }))
  return court.faults.map(({ kind }) => kind)
}

const refuse = (code: string) => () => {
  throw new CoreError(code, 'refused')
}

test.each<[string, Partial<Plan<number>>, readonly string[]]>([
  ['a right answer', {}, []],
  ['a right refusal', { isAcceptable: false, ask: refuse('rule.invalid') }, []],
  ['an answer to what is not acceptable', { isAcceptable: false }, ['wrong acceptance']],
  ['an answer that the oracle disputes', { faultOf: () => 'it is 2' }, ['wrong acceptance']],
  ['a refusal of what is in order', { ask: refuse('rule.invalid') }, ['wrong refusal']],
  ['a code of another area', { isAcceptable: null, ask: refuse('unit.ended') }, ['crash']],
  ['a code that no table has', { isAcceptable: null, ask: refuse('no.code') }, ['crash']],
  ['an error without a code', { ask: () => Number(JSON.parse('{')) }, ['crash']],
  ['a promise that fails', { ask: () => Promise.reject(new TypeError('no')) }, ['crash']],
  ['an input that is executed', { ask: sing }, ['executed']],
])('%s', async (_, plan, kinds) => {
  expect(await kindsOf(plan)).toEqual(kinds)
})

test('what all objects inherit is looked at', () => {
  const court = new Court()
  // oxlint-disable-next-line eslint/no-extend-native -- what the court has to notice
  Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true })

  court.lookAtPrototypes()

  Reflect.deleteProperty(Object.prototype, 'polluted')
  expect(court.faults).toMatchObject([{ kind: 'executed' }])
})

test('growth is the difference of the last third to the first, outliers apart', () => {
  expect(growthOf([1, 1, 90, 5, 5, 5, 4, 4, 90])).toBe(3)
})
