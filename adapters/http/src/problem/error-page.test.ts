/** The page of error codes is a part of the API, and written from the tables: `npm run api` does it again. */
import { expect, test } from 'vitest'
import { explainCode } from './problem-of.ts'
import { knownKinds } from './statuses.ts'

const page = '../../../../api/error-codes.md'

test('the page of error codes lists each code, its status and what it means', async () => {
  const rows = [...knownKinds()].map(([code, { status }]) => {
    return `| \`${code}\` | ${status} | ${explainCode(code)} |`
  })

  await expect([...opening, ...rows, ''].join('\n')).toMatchFileSnapshot(page)
})

const opening = [
  '# Error codes',
  '',
  'Every code that Plinth raises itself, what HTTP answers with, and what it means. A code is never given',
  'another meaning. 500 says that the mistake is not the caller’s: he is told no more than that, and the',
  'log has the rest. Codes of modules begin with the module’s id; their class decides the status:',
  '[errors](../docs/concepts/errors.md).',
  '',
  '| code | HTTP | meaning |',
  '| --- | --- | --- |',
]
