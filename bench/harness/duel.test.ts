/** Only contenders that give the same answers are measured. */
import { expect, test } from 'vitest'
import { duel } from './duel.ts'

const inputs = [1, 2, 3]

test('contenders that answer alike are set up', async () => {
  const contest = await duel({ inputs, ours: (n) => n + n, limit: (n) => 2 * n })

  expect(contest).toMatchObject({ clock: 'cpu', operations: 3, ours: { name: 'ours' } })
})

test('a contender that answers otherwise than the limit is refused, with the input', async () => {
  const setting = duel({ inputs, ours: (n) => (n === 3 ? 5 : n + n), limit: (n) => 2 * n })

  await expect(setting).rejects.toThrow('ours answers input 2 with 5, and the limit with 6')
})

test('what need not be the same is taken out before answers are compared', async () => {
  const setting = duel({
    inputs,
    ours: () => 'one',
    limit: () => 'another',
    answer: (result) => typeof result,
  })

  await expect(setting).resolves.toBeDefined()
})
