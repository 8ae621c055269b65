/**
 * The thread in which the embedded Postgres runs: wire protocol in, wire protocol out.
 *
 * One request at a time, in the order of arrival. A request ends with a Sync, so no transaction
 * stays open between two. The thread ends when it is told goodbye (Terminate, `X`).
 */
import { type MessagePort, parentPort } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import { Housekeeping } from './housekeeping.ts'
import { joinBytes } from './join-bytes.ts'
import type { News, OpenRequest, Request } from './messages.ts'
import { openDatabase } from './open-database.ts'

const terminate = 'X'.charCodeAt(0)

if (!parentPort) throw new Error('worker.ts runs in a worker thread')
const port: MessagePort = parentPort
port.once('message', (request: OpenRequest) => void open(request))

async function open(request: OpenRequest): Promise<void> {
  try {
    const { database, templateMade } = await openDatabase(request)
    serve(database)
    send({ kind: 'ready', templateMade })
  } catch (error) {
    send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    port.close()
  }
}

function serve(database: PGlite): void {
  const housekeeping = new Housekeeping(database)
  let turn = Promise.resolve()
  // What goes wrong here ends the thread, and the main thread hears why.
  port.on('message', (request: Request) => {
    turn = turn.then(() => answer(request))
  })

  async function answer(request: Request): Promise<void> {
    if (request === 'dump') return dump(database)
    if (request[0] === terminate) return leave(database)

    const reply = await exchange(database, request)
    port.postMessage(reply, [reply.buffer])
    await housekeeping.after(request.length)
  }
}

async function exchange(database: PGlite, request: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  // The chunk is a view into the database's memory and changes with the next one.
  const onRawData = (chunk: Uint8Array): void => void chunks.push(chunk.slice())
  await database.execProtocolRawStream(request, { onRawData })
  return joinBytes(chunks)
}

async function dump(database: PGlite): Promise<void> {
  const archive = await database.dumpDataDir('none')
  send({ kind: 'dump', archive: new Uint8Array(await archive.arrayBuffer()) })
}

async function leave(database: PGlite): Promise<void> {
  await database.close()
  port.close()
}

function send(news: News): void {
  port.postMessage(news)
}
