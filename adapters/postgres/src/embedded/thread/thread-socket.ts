/**
 * A socket that leads into a database thread instead of onto the network.
 *
 * The socket is the thread's life: connecting starts it, ending the socket lets it leave, and
 * destroying the socket (a deadline has passed) kills it, which is all that stops a long query.
 */
import { Duplex } from 'node:stream'
import type { DatabaseThread, ThreadListener } from './database-thread.ts'

/** Starts a thread that reports to the listener. */
export type StartThread = (listener: ThreadListener) => Promise<DatabaseThread>

/** Makes a socket with the methods that node-postgres calls on one. It connects later. */
export function threadSocket(startThread: StartThread): Duplex {
  let thread: DatabaseThread | null = null
  const socket = new Duplex({
    read() {},
    write(chunk: Uint8Array, _encoding, done) {
      thread?.send([chunk])
      done()
    },
    writev(chunks: readonly { readonly chunk: Uint8Array }[], done) {
      thread?.send(chunks.map(({ chunk }) => chunk))
      done()
    },
    final(done) {
      void after(thread?.left(), done)
    },
    destroy(error, done) {
      void after(thread?.kill(), () => done(error))
    },
  })

  const listener: ThreadListener = {
    ready: () => socket.emit('connect'),
    bytes: (chunk) => socket.push(chunk),
    ended: (reason) => (reason ? socket.destroy(reason) : socket.push(null)),
  }
  const connect = async (): Promise<void> => {
    thread = await startThread(listener)
    if (socket.destroyed) await thread.kill()
  }
  return Object.assign(socket, {
    connect: () => void connect().catch((error: Error) => socket.destroy(error)),
    setNoDelay: () => socket,
    setKeepAlive: () => socket,
    ref: () => thread?.hold(),
    unref: () => thread?.letGo(),
  })
}

async function after(ending: Promise<void> | undefined, done: () => void): Promise<void> {
  await ending
  done()
}
