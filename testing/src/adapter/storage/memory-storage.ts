/** File storage in memory. */
import {
  adapterRefused,
  type Clock,
  type FileAddress,
  type NewFile,
  type StorageAdapter,
  type StoredFile,
} from '@plinth/core'
import { assertFileKey } from '@plinth/core/runtime'

interface Kept {
  readonly file: StoredFile
  readonly body: Uint8Array
}

/** Creates an empty storage. Links begin with `memory:`, and nothing can open them. */
export function memoryStorage(
  clock: Clock,
  { maxSize = 10_000_000 }: { readonly maxSize?: number } = {},
): StorageAdapter {
  const kept = new Map<string, Kept>()
  const storage: StorageAdapter = {
    name: 'memory',
    maxSize,
    async put(file) {
      const place = placeOf(file)
      if (file.body.length > maxSize) throw tooLarge(storage, file)
      const stored = describe(file, clock.now(), etagAfter(kept.get(place)))
      kept.set(place, { file: stored, body: file.body.slice() })
      return stored
    },
    read: async (address) => kept.get(placeOf(address))?.body.slice() ?? null,
    stat: async (address) => kept.get(placeOf(address))?.file ?? null,
    async delete(address) {
      kept.delete(placeOf(address))
    },
    async list({ organizationId, prefix = '', limit = 100, after = '' }) {
      const files = [...kept.values()]
        .map(({ file }) => file)
        .filter((file) => file.organizationId === organizationId && file.key.startsWith(prefix))
        .filter(({ key }) => key > after)
        .toSorted((one, other) => (one.key < other.key ? -1 : 1))
      return { files: files.slice(0, limit), hasNext: files.length > limit }
    },
    async link(address, expiresIn) {
      return { url: `memory:${placeOf(address)}`, expiresAt: clock.now() + expiresIn }
    },
  }
  return storage
}

function placeOf({ organizationId, key }: FileAddress): string {
  assertFileKey(key)
  return `${organizationId}/${key}`
}

function describe(file: NewFile, storedAt: number, etag: string): StoredFile {
  const { organizationId, key, contentType, metadata = {}, body } = file
  const facts = { size: body.length, contentType, metadata: { ...metadata }, etag, storedAt }
  return { organizationId, key, ...facts }
}

function etagAfter(before: Kept | undefined): string {
  return String(Number(before?.file.etag ?? 0) + 1)
}

function tooLarge(storage: StorageAdapter, { key, body }: NewFile) {
  const { maxSize } = storage
  const reason = `takes files up to ${maxSize} bytes, and "${key}" has ${body.length}`
  return adapterRefused(storage, { reason, facts: { key, size: body.length, maxSize } })
}
