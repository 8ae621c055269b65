/** Tells whether a text is an address of the web: what WHATWG's URL standard parses, and nothing odd. */
import { isIpv6, ipv4Problem } from './ip-address.ts'

/**
 * Tells whether a text is an absolute address of http or https, without user and password.
 *
 * Hosts and ports are those that `new URL` takes, written out: percent signs, quotes and braces in a host are refused. In names
 * of other alphabets than ASCII letters, digits and marks are taken as they are, and Punycode on trust.
 */
export function isWebAddress(text: string): boolean {
  const [all, host = '', port = ''] = address.exec(text) ?? []
  if (all === undefined || Number(port) > highestPort) return false
  if (host.startsWith('[')) return isIpv6(host.slice(1, -1))
  return !hasForbidden.test(host) && ipv4Problem(host.toLowerCase()) === null
}

const highestPort = 65_535

/** As JSON Schema can say it: what a text has to begin with, and that nothing is in it that ends one. */
export const addressPattern = '^[hH][tT][tT][pP][sS]?://[^\\s/?#@\\\\]+([/?#][^\\s\\\\]*)?$'

const address = /^https?:\/\/(\[[^\s/?#@\\\]]*\]|[^\s/?#@\\:[\]]+)(?::(\d*))?(?:[/?#][^\s\\]*)?$/i

// Forbidden domain code points of the standard, and whatever beyond ASCII is no letter, mark or digit.
// oxlint-disable-next-line eslint/no-control-regex -- control characters are what is looked for
const hasForbidden = /[\u0000-\u0020"#%/:<>?@[\\\]^`{|}\u007F]|(?![\u0000-\u007F\p{L}\p{M}\p{N}])./u
