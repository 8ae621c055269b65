/** Says that there is nothing at an address, and which one was probably meant. */
import type { CoreError } from '@plinth/core'
import { nearest } from '@plinth/core/runtime'
import { httpError, shown } from '../problem/http-error.ts'

/** Makes the error. The paths are those of routes, with `:name` for open parts. */
export function unknownAddress(paths: readonly string[], method: string, path: string): CoreError {
  const others = new Set(paths.map(opening).filter((known) => known !== path))
  const similar = nearest(opening(path), others)
  const question = similar === undefined ? '' : `. Did you mean ${similar}?`
  const message = `there is nothing at ${method} ${shown(path)}${question}`
  return httpError('http.route-unknown', message, similar === undefined ? {} : { nearest: similar })
}

// Up to the resource or the message: `/api/v1/sales/orders`.
function opening(path: string): string {
  return path.split('/', 5).join('/')
}
