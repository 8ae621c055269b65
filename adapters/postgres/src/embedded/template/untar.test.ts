/** Archives come apart into the files they were made of. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { untar } from './untar.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plinth-untar-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

test('files of any length and empty directories come out as they were', async () => {
  const long = 'x'.repeat(1000)
  const archive = Buffer.concat([
    entry('/empty', '5', ''),
    entry('/none', '0', ''),
    entry('/deep/er/block', '0', long.slice(0, 512)),
    entry('/long', '0', long),
    Buffer.alloc(1024),
  ])

  await untar(archive, join(directory, 'out'))

  expect(await readdir(join(directory, 'out', 'empty'))).toEqual([])
  expect(await contentOf('none')).toBe('')
  expect(await contentOf('deep/er/block')).toBe(long.slice(0, 512))
  expect(await contentOf('long')).toBe(long)
})

test.skipIf(process.platform === 'win32')('only the owner may read what comes out', async () => {
  await untar(entry('/file', '0', 'secret'), join(directory, 'out'))

  expect((await stat(join(directory, 'out'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(directory, 'out', 'file'))).mode & 0o777).toBe(0o600)
})

test('an entry that points out of the directory is refused', async () => {
  const attempt = untar(entry('/../out-of-it', '0', 'x'), join(directory, 'out'))

  await expect(attempt).rejects.toThrow('"/../out-of-it" points out of the directory')
})

function contentOf(name: string): Promise<string> {
  return readFile(join(directory, 'out', name), 'latin1')
}

/** An entry of a ustar archive: a header of 512 bytes, the content, zeros up to the next 512. */
function entry(name: string, type: '0' | '5', content: string): Buffer {
  const bytes = Buffer.alloc(512 + Math.ceil(content.length / 512) * 512)
  bytes.write(name, 0, 'latin1')
  bytes.write(`${content.length.toString(8).padStart(11, '0')} `, 124, 'latin1')
  bytes.write(type, 156, 'latin1')
  bytes.write(content, 512, 'latin1')
  return bytes
}
