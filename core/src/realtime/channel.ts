/** The names of channels, and whom each belongs to. */
import { CoreError } from '../errors/index.ts'

/** Whom a channel belongs to. Null stands for everyone. */
export interface ChannelOwner {
  readonly orgId: string | null
  readonly actorId: string | null
}

const longestChannel = 256

/** What an id of an organization leaves of a channel, amply. */
const longestScope = 100

// No star and no blank: other gateways take names for patterns.
const name = /^(?:[^\s:*?[\]\\\p{Cc}]+:)+[^\s:*?[\]\\\p{Cc}]+$/u
const segment = /^[^\s:*?[\]\\\p{Cc}]+$/u

/**
 * Reads from its name whom a channel belongs to.
 *
 * `org:{orgId}:{scope}…` belongs to an organization, `org:{orgId}:actor:{actorId}:{scope}…` to one actor
 * of it, `system:{topic}…` to everyone. The scope `actor` is therefore no scope. A segment holds neither
 * blanks nor `: * ? [ ] \`, and a name at most 256 characters.
 *
 * @throws CoreError `realtime.channel-invalid`
 */
export function channelOwner(channel: string): ChannelOwner {
  if (channel.length > longestChannel || !name.test(channel)) throw invalid(channel)

  const [kind, orgId, scope, actorId, actorScope] = channel.split(':')
  if (kind === 'system') return { orgId: null, actorId: null }
  if (kind !== 'org' || orgId === undefined || scope === undefined) throw invalid(channel)
  if (scope !== 'actor') return { orgId, actorId: null }
  if (actorId === undefined || actorScope === undefined) throw invalid(channel)
  return { orgId, actorId }
}

/** Tells whether a text can be the scope of an organization's channels: one segment, and not `actor`. */
export function isScope(text: string): boolean {
  return text.length <= longestScope && segment.test(text) && text !== 'actor'
}

/** Tells whether a channel belongs to the actor of the organization, alone or among others. */
export function isOpenTo(
  owner: ChannelOwner,
  { actorId, orgId }: { readonly actorId: string; readonly orgId: string },
): boolean {
  return (
    (owner.orgId === null || owner.orgId === orgId) &&
    (owner.actorId === null || owner.actorId === actorId)
  )
}

function invalid(channel: string): CoreError {
  const shown = channel.slice(0, longestChannel)
  return new CoreError(
    'realtime.channel-invalid',
    `"${shown}" is no channel; a channel is named org:{orgId}:{scope}, org:{orgId}:actor:{actorId}:{scope} or system:{topic}`,
    { channel: shown },
  )
}
