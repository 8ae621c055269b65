/** Merges a patch into a value, as in RFC 7396. */

/**
 * Applies a JSON merge patch: keys of the patch replace those of the target, objects are merged, null
 * takes a key away, and anything but an object replaces the target.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch

  const merged = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, mergePatch(merged.get(key), value))
  }
  return Object.fromEntries(merged)
}

/** Tells whether a patch of a field can only be applied to what the field holds now. */
export function needsTarget(patch: unknown): boolean {
  return isObject(patch)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
