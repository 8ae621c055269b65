/** Says why a raw query is not asked. */
import { BusinessError } from '@plinth/core'

/** The piece of the query that is in the way. */
export interface RefusedPiece {
  readonly token: string
  /** Where it begins, from 0. */
  readonly at: number
}

/** Makes the error `repository.raw-refused`: the piece, where it stands, and what is wrong with it. */
export function rawRefused(problem: string, { token, at }: RefusedPiece): BusinessError {
  return new BusinessError(
    'repository.raw-refused',
    `the raw query is not asked: ${JSON.stringify(token)} at character ${at + 1} ${problem}`,
    { token, at },
  )
}
