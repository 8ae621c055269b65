/** In development callers are believed, on this machine alone. */
import { describeIdentity } from '@plinth/testing/contracts'
import { expect, test } from 'vitest'
import { developmentIdentity } from './development-identity.ts'

const options = { environment: 'development', host: '127.0.0.1', roles: ['clerk'] }

const here = { socket: { remoteAddress: '127.0.0.1' } }

describeIdentity(() => ({
  identity: developmentIdentity(options),
  requestOf: ({ actorId, organizationId }) => ({
    ...here,
    headers: { host: 'localhost:3000', 'x-actor-id': actorId, 'x-org-id': organizationId },
  }),
  anonymous: { ...here, headers: { host: 'localhost:3000' } },
  credentials: ['x-org-id', 'x-actor-id', 'x-roles'],
}))

function ask(headers: Record<string, string>, remoteAddress = '127.0.0.1'): unknown {
  const all = { host: 'localhost:3000', ...headers }
  return developmentIdentity(options).identify({ headers: all, socket: { remoteAddress } })
}

test('a caller is who he says', () => {
  const caller = ask({
    'x-org-id': 'org_north',
    'x-actor-id': 'ann',
    'x-roles': 'clerk, sales-manager',
  })

  expect(caller).toEqual({
    actor: { id: 'ann', roles: ['clerk', 'sales-manager'], orgId: 'org_north', type: 'human' },
    org: { id: 'org_north', slug: 'org_north', settings: {} },
  })
})

test('a caller who says little is the developer, with the roles of the house', () => {
  expect(ask({ 'x-org-id': 'org_north' })).toMatchObject({
    actor: { id: 'developer', roles: ['clerk'] },
  })
})

test('a caller who names no role at all has none', () => {
  expect(ask({ 'x-org-id': 'org_north', 'x-roles': '' })).toMatchObject({ actor: { roles: [] } })
})

test('without an organization the request is told which header field to send', () => {
  expect(() => ask({})).toThrow(
    expect.objectContaining({
      code: 'auth.required',
      message: expect.stringContaining('x-org-id'),
    }),
  )
})

test('the organization of the examples is the one that the system names', () => {
  const identity = developmentIdentity({ ...options, organization: 'org_south' })

  const asking = () =>
    identity.identify({ headers: { host: 'localhost' }, socket: { remoteAddress: '127.0.0.1' } })

  expect(asking).toThrow('as in x-org-id: org_south')
  expect(identity.schemes).toMatchObject({ organization: { 'x-example': 'org_south' } })
})

test.each([
  { 'x-org-id': '' },
  { 'x-org-id': 'org_north, org_south' },
  { 'x-org-id': "org'; drop table" },
  { 'x-org-id': 'org_north', 'x-actor-id': 'a b' },
  { 'x-org-id': 'org_north', 'x-roles': 'clerk,<script>' },
])('%j names nobody', (headers) => {
  expect(() => ask(headers)).toThrow(expect.objectContaining({ code: 'auth.required' }))
})

test.each(['evil.example', 'evil.example:3000', '192.168.1.7', 'localhost.evil.example', ''])(
  'a request for the host %j comes from a page that only pretends to be here',
  (host) => {
    expect(() => ask({ host, 'x-org-id': 'org_north' })).toThrow(
      expect.objectContaining({ code: 'auth.forbidden' }),
    )
  },
)

test.each(['localhost', '127.0.0.1:3000', '127.8.9.10', '[::1]:3000', 'shop.localhost:3000'])(
  'a request for the host %j is for this machine',
  (host) => {
    expect(() => ask({ host, 'x-org-id': 'org_north' })).not.toThrow()
  },
)

test.each(['192.168.1.7', '::ffff:10.0.0.1', '', '127.0.0.1.evil'])(
  'a request from %j is not believed',
  (address) => {
    expect(() => ask({ 'x-org-id': 'org_north' }, address)).toThrow(
      expect.objectContaining({ code: 'auth.forbidden' }),
    )
  },
)

test.each([
  [{ environment: 'production' }, 'APP_ENV is "production"'],
  [{ host: '0.0.0.0' }, 'HOST is "0.0.0.0", which others can reach'],
  [{ host: '::' }, 'HOST is "::", which others can reach'],
])('with %j the start is refused with the reason', (changes, reason) => {
  expect(() => developmentIdentity({ ...options, ...changes })).toThrow(
    expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining(reason) }),
  )
})
