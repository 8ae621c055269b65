/** Which keys files may have, the same for every storage. */
import { CoreError } from '../../errors/index.ts'

/** The longest key, in UTF-16 units. */
const longestKey = 512

/**
 * Checks the key of a file: segments of letters, digits and `._-@ ()+,=` joined by `/`, none of them
 * `.` or `..`, 512 characters at most. So no key can leave the folder of its organization.
 *
 * @throws CoreError `id.invalid` naming the key.
 */
export function assertFileKey(key: string): void {
  if (key.length <= longestKey && isPath.test(key) && !isClimbing.test(key)) return

  const shown = JSON.stringify(key.slice(0, 80))
  const allowed = 'segments of letters, digits and "._-@ ()+,=" joined by "/", none of them ".."'
  throw new CoreError('id.invalid', `the file key ${shown} is not valid; a key is ${allowed}`, {
    key: key.slice(0, longestKey),
  })
}

const isPath = /^[\p{L}\p{N}._\-@ ()+,=]+(\/[\p{L}\p{N}._\-@ ()+,=]+)*$/u
const isClimbing = /(^|\/)\.{1,2}(\/|$)/
