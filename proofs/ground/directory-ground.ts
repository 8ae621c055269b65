/** A ground for the embedded database: a directory. */
import { join } from 'node:path'
import { openEmbedded } from '@plinth/postgres'
import type { Ground } from './ground.ts'
import { newDirectory } from './new-directory.ts'

/** Makes the ground. */
export async function directoryGround(): Promise<Ground> {
  const dataDir = join(await newDirectory(), 'data')
  return {
    variables: { DATABASE_URL: '', PLINTH_DATA_DIR: dataDir },
    open: () => openEmbedded({ dataDir }),
  }
}
