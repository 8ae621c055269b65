/** Says in one sentence why a server cannot listen. */
import { CoreError } from '@plinth/core'

/** Turns what Node threw into an error that tells what to do. */
export function listenError(thrown: unknown, host: string, port: number): CoreError {
  const code = typeof thrown === 'object' && thrown && 'code' in thrown ? String(thrown.code) : ''
  const sentence = sentences.get(code) ?? (() => `HTTP cannot listen on ${host}, port ${port}`)
  return new CoreError('config.invalid', sentence(host, port), { host, port }, { cause: thrown })
}

type Sentence = (host: string, port: number) => string

const sentences: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  [
    'EADDRINUSE',
    (host, port) =>
      `port ${port} of ${host} is taken by another process: stop that one, or set PORT to another`,
  ],
  [
    'EACCES',
    (_host, port) => `this user may not listen on port ${port}: set PORT to one from 1024 to 65535`,
  ],
  [
    'EADDRNOTAVAIL',
    (host) => `this machine has no address ${host}: set HOST to one that it has, or to 0.0.0.0`,
  ],
  [
    'ENOTFOUND',
    (host) => `no address is known for ${host}: set HOST to an address or a known name`,
  ],
  [
    'ERR_SOCKET_BAD_PORT',
    (_host, port) => `${port} is no port: set PORT to a whole number from 0 to 65535`,
  ],
])
