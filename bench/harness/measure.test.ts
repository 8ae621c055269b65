/** How contenders take turns. Each tells what its work took, so no clock is asked. */
import { expect, test } from 'vitest'
import type { Contender } from './benchmark.ts'
import { measure } from './measure.ts'

const plan = { rounds: 4, roundMs: 1, warmMs: 1 }

test('every contender works once a round, and each round another one begins', async () => {
  const turns: string[] = []

  await measure({ clock: 'wall', ours: taking('ours', 1e6), limit: taking('limit', 1e6) }, plan)

  const inTurn = ['ours limit', 'limit ours', 'ours limit', 'limit ours']
  expect(turns.slice(-8).join(' ')).toBe(inTurn.join(' '))

  function taking(name: string, nanoseconds: number): Contender {
    return {
      name,
      run(times) {
        turns.push(name)
        return times * nanoseconds
      },
    }
  }
})

test('a contender repeats its work until a round is filled, and the cost is that of one operation', async () => {
  const asked: number[] = []
  const ours: Contender = {
    name: 'ours',
    run(times) {
      asked.push(times)
      return times * 10_000
    },
  }

  const costs = await measure({ clock: 'wall', operations: 20, ours }, plan)

  expect(asked.slice(-4)).toEqual([100, 100, 100, 100])
  expect(costs.get('ours')).toEqual([500, 500, 500, 500])
})
