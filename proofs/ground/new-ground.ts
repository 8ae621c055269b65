/** Makes the ground that a proof was asked to stand on. */
import type { ProofOptions } from '../proof.ts'
import { directoryGround } from './directory-ground.ts'
import type { Ground } from './ground.ts'
import { serverGround } from './server-ground.ts'

/** Makes a ground: a new directory, or a new database on a server. */
export function newGround({ db }: Pick<ProofOptions, 'db'>): Promise<Ground> {
  return db === 'embedded' ? directoryGround() : serverGround()
}
