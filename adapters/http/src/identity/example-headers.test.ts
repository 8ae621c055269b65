/** What the examples of the banner and the documents are sent with. */
import { expect, test } from 'vitest'
import { developmentIdentity } from './development-identity.ts'
import { exampleHeaders } from './example-headers.ts'

const description = 'who is asking'

test('an example names what the identity asks for', () => {
  const development = developmentIdentity({
    environment: 'development',
    host: '127.0.0.1',
    organization: 'org_north',
  })
  const key = { type: 'http', scheme: 'bearer', description } as const
  const session = { type: 'apiKey', in: 'cookie', name: 'session', description } as const

  expect(exampleHeaders(development)).toBe(" -H 'x-org-id: org_north'")
  expect(exampleHeaders({ schemes: { key } })).toBe(" -H 'authorization: bearer …'")
  expect(exampleHeaders({ schemes: { session } })).toBe(" -H 'cookie: session=…'")
})

test('an identity that asks for nothing is shown without a header', () => {
  const elsewhere = { type: 'openIdConnect', description } as const

  expect(exampleHeaders({ schemes: {} })).toBe('')
  expect(exampleHeaders({ schemes: { elsewhere } })).toBe('')
})
