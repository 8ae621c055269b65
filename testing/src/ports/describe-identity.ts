/** What every identity must answer: who is asking, in which organization, and why it is nobody. */
import { AuthenticationError, type Caller, CoreError } from '@plinth/core'
import { describe, expect, test } from 'vitest'

/** A request, as far as it says who makes it: header fields in lower case, and where it comes from. */
export interface SampleRequest {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/** An identity of `@plinth/http`, as far as the suite asks it. */
export interface SampleIdentity {
  identify(request: SampleRequest): Caller | Promise<Caller>
  readonly schemes: Readonly<Record<string, object>>
}

/** An identity, and requests whose makers it knows. */
export interface IdentityGround {
  readonly identity: SampleIdentity
  /** A request that the actor makes in the organization. */
  readonly requestOf: (who: {
    readonly actorId: string
    readonly organizationId: string
  }) => SampleRequest
  /** A request that comes from where requests may come from, and says nothing of who makes it. */
  readonly anonymous: SampleRequest
  /** The header fields that credentials stand in, in lower case: each is tried with what is none. */
  readonly credentials: readonly string[]
}

/** Runs the suite. */
export function describeIdentity(open: () => IdentityGround): void {
  describe('as every identity', () => {
    describeKnown(open)
    describeUnknown(open)
  })
}

const ada = { actorId: 'usr_ada', organizationId: 'org_north' }

function describeKnown(open: () => IdentityGround): void {
  test('a caller is who his request proves him to be, in one organization throughout', async () => {
    const { identity, requestOf } = open()

    const { actor, org } = await identity.identify(requestOf(ada))

    expect(actor).toMatchObject({ id: ada.actorId, orgId: ada.organizationId })
    expect(org).toMatchObject({ id: ada.organizationId, settings: expect.any(Object) })
    expect(org.slug).toMatch(/./)
    expect(['human', 'api-key']).toContain(actor.type)
    expect(actor.roles.every((role) => typeof role === 'string' && role !== '')).toBe(true)
  })

  test('another actor and another organization are other callers, and nothing stays behind', async () => {
    const { identity, requestOf } = open()
    const all = ['usr_ada', 'usr_ben'].flatMap((actorId) =>
      ['org_north', 'org_south'].map((organizationId) => ({ actorId, organizationId })),
    )

    const callers = await Promise.all(all.map(async (who) => identity.identify(requestOf(who))))

    const seen = callers.map(({ actor, org }) => ({ actorId: actor.id, organizationId: org.id }))
    expect(seen).toEqual(all)
    expect(callers.every(({ actor, org }) => actor.orgId === org.id)).toBe(true)
  })

  test('it says how callers identify themselves, each way in words', () => {
    const { schemes } = open().identity

    expect(Object.keys(schemes).length).toBeGreaterThan(0)
    for (const scheme of Object.values(schemes)) {
      expect(scheme).toMatchObject({ type: expect.any(String), description: expect.any(String) })
    }
  })
}

/** What no credential looks like. Node lets no line ends through; the rest of Latin-1 it does. */
const malformed = [
  '',
  ' ',
  ',',
  'Bearer',
  'Bearer ',
  'Bearer a.b.c',
  'Bearer e30.e30.',
  'Basic !!!',
  'system',
  '{}',
  '__proto__',
  "' or '1'='1",
  '\u00e9\u00ff\u0000',
  '../../etc/passwd',
  'x'.repeat(8_000),
  'a,'.repeat(1_000),
]

function describeUnknown(open: () => IdentityGround): void {
  test('who says nothing is nobody: 401, in a sentence', async () => {
    const { identity, anonymous } = open()

    const error = await outcomeOf(identity, anonymous)

    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ code: expect.stringMatching(/^auth\./), message: /./ })
  })

  test.each(malformed)(
    'the credential %j is refused with a code, and nothing breaks',
    async (text) => {
      const { identity, requestOf, credentials } = open()
      expect(credentials.length).toBeGreaterThan(0)

      for (const field of credentials) {
        const request = requestOf(ada)
        const headers = { ...request.headers, [field]: text }
        const outcome = await outcomeOf(identity, { ...request, headers })

        expect(answerOf(outcome)).toMatch(/^(auth\.\S+|a caller of one organization)$/)
      }
    },
  )

  test('a challenge, where there is one, is a header field of one line', async () => {
    const { identity, anonymous } = open()

    const error = await outcomeOf(identity, anonymous)

    const challenge = error instanceof CoreError ? (error.facts['challenge'] ?? 'none') : ''
    expect(challenge).toMatch(/^[\u0020-\u007e]+$/)
  })
}

/** A refusal's code when it is short enough to be told; otherwise what the identity has made of it. */
function answerOf(outcome: Caller | Error): string {
  if (outcome instanceof CoreError) {
    return outcome.message.length < 500 ? outcome.code : 'a refusal longer than the credential'
  }
  if (outcome instanceof Error) return `${outcome.name} without a code: ${outcome.message}`
  if (outcome.actor.type === 'system') return 'the system itself'
  return outcome.org.id === outcome.actor.orgId ? 'a caller of one organization' : 'two of them'
}

/** The caller, or what the request was refused with; what is thrown at once and what is rejected alike. */
async function outcomeOf(
  identity: SampleIdentity,
  request: SampleRequest,
): Promise<Caller | Error> {
  try {
    return await identity.identify(request)
  } catch (error) {
    return error instanceof Error ? error : new TypeError('what was thrown is no error')
  }
}
