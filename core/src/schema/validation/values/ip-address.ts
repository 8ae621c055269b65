/** Reads addresses of the internet protocol as WHATWG's URL standard does. */

/** Says what is wrong with a host that ends in a number, and so has to be an IPv4 address; null for any other. */
export function ipv4Problem(host: string): string | null {
  const parts = host.split('.')
  if (parts.length > 1 && parts.at(-1) === '') parts.pop()
  const last = parts.at(-1) ?? ''
  if (!/^\d+$/.test(last) && numberOf(last) === null) return null
  return isIpv4(parts.map(numberOf)) ? null : 'is no IPv4 address'
}

function isIpv4(numbers: readonly (number | null)[]): boolean {
  if (numbers.length > 4) return false
  const most = 256 ** (5 - numbers.length)
  return numbers.every((number, at) => {
    const limit = at === numbers.length - 1 ? most : 256
    return number !== null && number < limit
  })
}

/** Reads a part of an IPv4 address: decimal, octal with a leading 0, hexadecimal with 0x. */
function numberOf(part: string): number | null {
  if (/^0x[\da-f]*$/.test(part)) return part === '0x' ? 0 : Number(part)
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8)
  return /^[1-9]\d*$/.test(part) ? Number(part) : null
}

/** Tells whether a text is an IPv6 address, without its brackets: RFC 4291, 2.2. */
export function isIpv6(text: string): boolean {
  const [before = '', after, more] = text.split('::')
  if (more !== undefined) return false

  const isShortened = after !== undefined
  const pieces = [...piecesOf(before), ...piecesOf(after ?? '')]
  const last = pieces.at(-1) ?? ''
  const isDotted = last.includes('.')
  if (isDotted && !(dottedQuad.test(last) && text.endsWith(last))) return false

  const words = isDotted ? pieces.slice(0, -1) : pieces
  const count = words.length + (isDotted ? 2 : 0)
  const isWhole = isShortened ? count < 8 : count === 8
  return isWhole && words.every((word) => /^[\da-f]{1,4}$/i.test(word))
}

function piecesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':')
}

const byte = '(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])'
const dottedQuad = new RegExp(`^${byte}(?:\\.${byte}){3}$`)
