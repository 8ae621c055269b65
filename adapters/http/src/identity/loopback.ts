/** Tells whether a name or an address is this very machine. */

/** Tells whether a host, as one writes it in an address, names this machine: `localhost`, `127.0.0.1`, `[::1]`. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase()
  return name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(unbracketed(name))
}

/** Tells whether an IP address is a loopback one, IPv4 inside IPv6 included. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:/, '')
  return plain === '::1' || ipv4Loopback.test(plain)
}

/** Takes the port off a Host header field. */
export function hostName(field: string): string {
  return field.replace(/:\d*$/, '')
}

// All of 127.0.0.0/8 (RFC 1122).
const ipv4Loopback = /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/

function unbracketed(name: string): string {
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
}
