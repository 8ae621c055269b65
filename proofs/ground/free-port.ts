/** Finds a port that nobody listens on. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Finds a free port of this machine. Somebody else may take it before it is used. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address !== null && typeof address === 'object') return address.port
  throw new Error('the system gave no port')
}
