/** Ids of the library ulid. */
import { monotonicFactory, ulid } from 'ulid'

/** Makes the operation: an id, read to its last character so that its text is flat. */
export function monotonic() {
  const next = monotonicFactory()
  return () => {
    const text = next()
    return text.charCodeAt(text.length - 1)
  }
}

/** Makes the operation: an id whose random part has nothing to do with the one before. */
export function random() {
  return () => {
    const text = ulid()
    return text.charCodeAt(text.length - 1)
  }
}
