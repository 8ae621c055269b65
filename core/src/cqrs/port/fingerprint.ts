/** Tells payloads apart by a short text. */

/**
 * Makes the fingerprint of a payload: 32 hexadecimal digits that are the same whatever the order of its
 * keys. It is no cryptographic digest: who makes two payloads of one fingerprint fools himself alone.
 */
export function fingerprintOf(payload: unknown): string {
  const text = JSON.stringify(payload, sorted) ?? ''
  return [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((seed) => mixed(text, seed)).join('')
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
}

// MurmurHash3's mixing (Appleby 2011) over the text's UTF-16 units.
function mixed(text: string, seed: number): string {
  let hash = seed
  for (let index = 0; index < text.length; index++) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51)
    unit = (unit << 15) | (unit >>> 17)
    hash ^= Math.imul(unit, 0x1b873593)
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  hash ^= text.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
