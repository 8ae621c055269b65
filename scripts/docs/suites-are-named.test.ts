/** Whoever writes an adapter finds the suite that it has to pass. */
import { readFileSync } from 'node:fs'
import * as contracts from '@plinth/testing/contracts'
import { expect, test } from 'vitest'

test('the page on testing names every contract suite', () => {
  const page = readFileSync('docs/concepts/testing.md', 'utf8')
  const suites = Object.keys(contracts).filter((name) => name.startsWith('describe'))

  const unnamed = suites.filter((name) => !page.includes(`\`${name}\``))

  expect(suites.length).toBeGreaterThan(10)
  expect(unnamed).toEqual([])
})
