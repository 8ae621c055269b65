/** Ids from an attacker: whether they are ids, and when they were made. */
import { isIdPrefix, isUlid, timestampOfUlid } from '@plinth/core'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { hostileText } from '../shapes/texts.ts'

/** Makes inputs: ids of every prefix, ids with one wrong character, texts that are none. */
export function idInput(chance: Chance): Trial {
  const id = idText(chance)
  return asTrial({
    area: 'ids',
    input: id,
    isAcceptable: wellFormed.test(id),
    codes: ['id.invalid'],
    ask: () => {
      const isId = isUlid(id)
      const prefix = id.slice(0, Math.max(0, id.length - 26))
      return {
        isId,
        isPrefix: isIdPrefix(prefix),
        own: isUlid(id, prefix),
        at: timestampOfUlid(id),
      }
    },
    faultOf: ({ isId, isPrefix, own, at }) => {
      const hasPrefix = id.length > 26
      const isRight = isId && own && isPrefix === hasPrefix && at === decoded(id)
      return isRight ? null : `taken for ${JSON.stringify({ isId, isPrefix, own, at })}`
    },
  })
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const wellFormed = /^(?:[a-z][a-z0-9]{0,15}_)?[0-7][0-9A-HJKMNP-TV-Z]{25}$/

function idText(chance: Chance): string {
  const kind = chance.next()
  if (kind > 0.9) return hostileText(chance)

  const id = ulid(chance)
  if (kind < 0.55) return id
  const at = chance.between(0, id.length - 1)
  const odd = chance.one(['I', 'l', 'u', 'é', '\0', '\ud800', '８', ' ', '', '_', 'ab', '\n'])
  return `${id.slice(0, at)}${odd}${id.slice(at + 1)}`
}

function ulid(chance: Chance): string {
  const prefix = chance.one([
    '',
    'ord_',
    'a_',
    'a123456789012345_',
    'a1234567890123456_',
    'Ord_',
    '_',
  ])
  const rest = Array.from({ length: 25 }, () => digits[chance.between(0, 31)]).join('')
  return `${prefix}${digits[chance.between(0, 8)]}${rest}`
}

function decoded(id: string): number {
  const bits = Array.from(id.slice(-26, -16), (digit) => BigInt(digits.indexOf(digit)))
  return Number(bits.reduce((value, digit) => value * 32n + digit, 0n))
}
