/** Monotonic ids of the library ulid. */
import { monotonicFactory } from 'ulid'

/** Makes the operation: an id, read to its last character so that its text is flat. */
export function monotonic() {
  const next = monotonicFactory()
  return () => {
    const text = next()
    return text.charCodeAt(text.length - 1)
  }
}
