/** Entity tags: the version of a record, as HTTP writes it (RFC 9110, section 8.8.3). */
import { httpError, shown } from '../problem/http-error.ts'

/** What a condition such as `If-Match` names: any version, or some. */
export type TagCondition = 'any' | readonly Tag[]

/** One entity tag of a condition. */
export interface Tag {
  readonly isWeak: boolean
  /** The version it names; null when it is no tag of ours. */
  readonly version: number | null
}

/** Writes the entity tag of a version: `"7"`. */
export function entityTag(version: number): string {
  return `"${version}"`
}

/**
 * Reads `If-Match` or `If-None-Match`; null when the request has none.
 *
 * @throws CoreError `http.precondition-malformed`
 */
export function readTags(header: string, value: string | undefined): TagCondition | null {
  if (value === undefined) return null
  if (value.trim() === '*') return 'any'
  if (value.length <= longest && tagList.test(value)) {
    return [...value.matchAll(oneTag)].map(([, weak, opaque = '']) => ({
      isWeak: weak !== undefined,
      version: versionText.test(opaque) ? Number(opaque) : null,
    }))
  }
  throw httpError(
    'http.precondition-malformed',
    `${header} ${shown(value)} is no list of entity tags; write it as the ETag came: ${header}: "1"`,
    { header },
  )
}

/** Tells whether a condition names this version. `If-None-Match` takes weak tags too, `If-Match` none. */
export function namesVersion(
  condition: TagCondition,
  version: number,
  { weakly }: { readonly weakly: boolean },
): boolean {
  if (condition === 'any') return true
  return condition.some((tag) => tag.version === version && (weakly || !tag.isWeak))
}

const longest = 1_000
const oneTag = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g
const tagList =
  /^[ \t]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:[ \t]*,[ \t]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")*[ \t]*$/
const versionText = /^[1-9]\d{0,14}$/
