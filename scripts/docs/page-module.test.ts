/** A page's examples become a program that fails when the page is wrong. */
import { expect, test } from 'vitest'
import { pageModule } from './page-module.ts'

test('what a page claims is what its program expects', () => {
  const page = [
    'Two and two:',
    '```ts',
    'const four = 2 + 2 // → 4',
    'four > 3 // → true',
    "refuse('x') // ✗ x is not allowed",
    '```',
    '```ts shape',
    'never.run()',
    '```',
  ].join('\n')

  const { code, claims } = pageModule(page)

  expect(claims).toBe(3)
  expect(code.split('\n').slice(1, -2)).toEqual([
    'const four = 2 + 2; expectThat(four).toEqual(4)',
    'expectThat(four > 3).toEqual(true)',
    `await expectThat((async () => refuse('x'))()).rejects.toThrow("x is not allowed")`,
  ])
})
