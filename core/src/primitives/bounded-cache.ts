/** Remembers what was computed from a key, and never more than a fixed number of them. */

/**
 * Wraps a pure function so that it runs once a key while the key is remembered.
 *
 * At most `limit` keys are kept; then the oldest gives way. Keys may therefore come from outside. What
 * `make` throws is not remembered.
 */
export function boundedCache<K, V extends object>(
  limit: number,
  make: (key: K) => V,
): (key: K) => V {
  const entries = new Map<K, V>()
  return (key) => {
    const known = entries.get(key)
    if (known) return known

    const made = make(key)
    if (entries.size === limit) dropOldest(entries)
    entries.set(key, made)
    return made
  }
}

// A Map keeps the order in which its keys came.
function dropOldest<K>(entries: Map<K, unknown>): void {
  for (const key of entries.keys()) {
    entries.delete(key)
    return
  }
}
