/** Joins bytes for the way to another thread. */

/** Joins chunks in memory of their own, so that it can change hands without a copy. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let start = 0
  for (const chunk of chunks) {
    joined.set(chunk, start)
    start += chunk.length
  }
  return joined
}
