/**
 * One connection that is kept alive and asks one thing after the other. It does no more than it must:
 * what the asking costs, both servers pay.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly body: string
}

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** A connection to a server on this machine. */
export class Connection {
  readonly #socket: Socket
  #received = ''
  #waiting: Waiting | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1').setNoDelay(true)
    socket.on('data', (chunk: string) => this.#read(chunk))
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')))
  }

  /** Connects. */
  static async open(port: number): Promise<Connection> {
    const socket = connect({ host: '127.0.0.1', port })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  /** Sends a request as it stands, and waits for the answer. One at a time. */
  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(request, 'latin1')
    })
  }

  close(): void {
    this.#waiting = null
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#received += chunk
    const head = this.#received.indexOf('\r\n\r\n') + 4
    if (head < 4) return

    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, head))?.[1]
    const end = head + Number(length)
    if (this.#received.length < end) return

    const status = Number(this.#received.slice(9, 12))
    this.#waiting?.resolve({ status, body: this.#received.slice(head, end) })
    this.#received = this.#received.slice(end)
  }
}

/** Writes a request of the benchmarks' organization. */
export function requestText(method: 'GET' | 'POST', path: string, body = ''): string {
  const about =
    body === '' ? '' : `content-type: application/json\r\ncontent-length: ${body.length}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-org-id: org_7\r\n${about}\r\n${body}`
}
