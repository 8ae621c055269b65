/** Does what pages of calls say, word by word, with a server that was really started; only the port differs. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shownAnswer } from './shown-answer.ts'
import { asking, shownCalls } from './shown-calls.ts'
import { type StartedServer, startServer } from './started-server.ts'

describe.each(['README.md', 'examples/trading/README.md', 'docs/concepts/http.md'])(
  '%s',
  (file) => {
    const calls = shownCalls(readFileSync(file, 'utf8'))
    let server: StartedServer

    beforeAll(async () => {
      server = await startServer('examples/trading/main.ts')
    })

    afterAll(() => server.stop())

    test('shows calls', () => {
      expect(calls.length).toBeGreaterThan(0)
    })

    test.each(calls)('$text', async (call) => {
      const answer = asking(call, server.url)

      await expect.poll(answer, { timeout: 5_000 }).toEqual(shownAnswer(call))
    })
  },
)
