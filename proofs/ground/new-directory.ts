/** Makes a directory for the time of a proof. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leaveNothing } from '../leftovers.ts'

/** Makes an empty directory; it goes, with all that is in it, when the proof ends. */
export async function newDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'plinth-proof-'))
  leaveNothing(() => rm(path, { recursive: true, force: true, maxRetries: 3 }))
  return path
}
