/** Unpacks a tar archive of plain files and directories (POSIX ustar, names up to 100 bytes). */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'

const blockSize = 512

/** An entry of an archive. */
interface Entry {
  readonly name: string
  readonly isDirectory: boolean
  readonly content: Uint8Array
}

/** Unpacks into a directory, which is made. Only the owner may read what is written. */
export async function untar(archive: Uint8Array, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  for (const { name, isDirectory, content } of entriesOf(archive)) {
    const path = pathIn(directory, name)
    await mkdir(isDirectory ? path : dirname(path), { recursive: true, mode: 0o700 })
    if (!isDirectory) await writeFile(path, content, { mode: 0o600 })
  }
}

function pathIn(directory: string, name: string): string {
  const path = join(directory, name)
  if (path.startsWith(`${directory}${sep}`)) return path

  throw new Error(`the archive entry "${name}" points out of the directory`)
}

function* entriesOf(archive: Uint8Array): Generator<Entry> {
  let start = 0
  // The archive ends with a block of zeros.
  while (archive[start]) {
    const header = archive.subarray(start, start + blockSize)
    const size = Number.parseInt(textOf(header, 124, 12), 8)
    const begin = start + blockSize
    const content = archive.subarray(begin, begin + size)
    yield { name: textOf(header, 0, 100), isDirectory: textOf(header, 156, 1) === '5', content }
    start = begin + Math.ceil(size / blockSize) * blockSize
  }
}

function textOf(header: Uint8Array, start: number, length: number): string {
  const text = Buffer.from(header.subarray(start, start + length)).toString('latin1')
  return text.replace(/\0.*$/s, '')
}
