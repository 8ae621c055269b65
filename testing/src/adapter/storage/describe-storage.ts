/** What every file storage must do. */
import type { FileAddress, StorageAdapter } from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { newName } from '../../new-name.ts'

/** Runs the suite. Each test has an organization of its own. */
export function describeStorage(open: () => Promise<StorageAdapter>): void {
  describe('as every storage', () => {
    test('a file comes back byte for byte, with what was said of it', async () => {
      const storage = await open()
      const at = address('invoices/2026/ä 1.pdf')

      const stored = await storage.put({ ...file(at, [0, 255, 10]), metadata: { by: 'ada' } })

      expect(stored).toMatchObject({ ...at, size: 3, contentType: 'application/pdf' })
      expect(await storage.stat(at)).toEqual(stored)
      expect(stored.metadata).toEqual({ by: 'ada' })
      expect([...((await storage.read(at)) ?? [])]).toEqual([0, 255, 10])
    })

    test('a second file of the same key takes the place of the first', async () => {
      const storage = await open()
      const at = address('a')

      const first = await storage.put(file(at, [1]))
      const second = await storage.put(file(at, [2, 2]))

      expect([...((await storage.read(at)) ?? [])]).toEqual([2, 2])
      expect(second.etag).not.toBe(first.etag)
    })

    test('what is not there is null, and can be deleted', async () => {
      const storage = await open()
      const at = address('a')
      await storage.put(file(at, [1]))

      await storage.delete(at)
      await storage.delete(at)

      expect(await storage.read(at)).toBeNull()
      expect(await storage.stat(at)).toBeNull()
    })

    test('a file of another organization is not there', async () => {
      const storage = await open()
      const [mine, theirs] = [address('a'), address('a')]

      await storage.put(file(mine, [1]))
      await storage.delete(theirs)

      expect(await storage.read(theirs)).toBeNull()
      expect((await storage.list({ organizationId: theirs.organizationId })).files).toEqual([])
      expect(await storage.read(mine)).not.toBeNull()
    })

    test('lists are by key, page by page, below a prefix', async () => {
      const storage = await open()
      const { organizationId } = address('')
      for (const key of ['b/2', 'a', 'b/10', 'b/1', 'c']) {
        await storage.put(file({ organizationId, key }, [1]))
      }

      const first = await storage.list({ organizationId, prefix: 'b/', limit: 2 })
      const second = await storage.list({ organizationId, prefix: 'b/', limit: 2, after: 'b/10' })

      expect(first.files.map(({ key }) => key)).toEqual(['b/1', 'b/10'])
      expect([first.hasNext, second.hasNext]).toEqual([true, false])
      expect(second.files.map(({ key }) => key)).toEqual(['b/2'])
    })

    test.each([
      '',
      '/a',
      'a/',
      'a//b',
      '../a',
      'a/../../b',
      'a/.',
      'a\\b',
      'a\0b',
      'x'.repeat(513),
    ])('the key %j is refused everywhere', async (key) => {
      const storage = await open()
      const at = address(key)

      const refused = { code: 'id.invalid' }
      await expect(storage.put(file(at, [1]))).rejects.toMatchObject(refused)
      await expect(storage.read(at)).rejects.toMatchObject(refused)
      await expect(storage.stat(at)).rejects.toMatchObject(refused)
      await expect(storage.delete(at)).rejects.toMatchObject(refused)
      await expect(storage.link(at, 1_000)).rejects.toMatchObject(refused)
    })

    test('a link says until when it opens the file', async () => {
      const storage = await open()
      const at = address('a')
      const { storedAt } = await storage.put(file(at, [1]))

      const link = await storage.link(at, 60_000)

      expect(link.url).toMatch(/^[a-z]+:/)
      expect(link.expiresAt).toBeGreaterThanOrEqual(storedAt + 60_000)
    })

    test('a file that is too large is refused, and nothing of it is kept', async () => {
      const storage = await open()
      const at = address('large')
      const body = new Uint8Array(storage.maxSize + 1)

      await expect(storage.put({ ...file(at, []), body })).rejects.toMatchObject({
        code: 'adapter.refused',
        facts: { maxSize: storage.maxSize },
      })
      expect(await storage.stat(at)).toBeNull()
    })
  })
}

function address(key: string): FileAddress {
  return { organizationId: newName('org'), key }
}

function file(at: FileAddress, bytes: readonly number[]) {
  return { ...at, body: Uint8Array.from(bytes), contentType: 'application/pdf' }
}
