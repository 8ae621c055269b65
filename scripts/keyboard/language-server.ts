/** Asks the TypeScript language server what an editor would show: hovers, over its standard protocol. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Readable, Writable } from 'node:stream'

/** A place in a file: both counted from 0, as the protocol does. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Where a name is declared. */
export interface Declaration {
  readonly file: string
  readonly line: number
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const compiler = join(root, 'node_modules/.bin/tsc')

/** A language server of its own process. It answers until it is stopped. */
export class LanguageServer {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #waiting = new Map<number, (result: unknown) => void>()
  #unread = Buffer.alloc(0)
  #asked = 0

  private constructor() {
    this.#process = spawn(compiler, ['--lsp', '--stdio'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    this.#process.stdout.on('data', (chunk: Buffer) => {
      this.#unread = Buffer.concat([this.#unread, chunk])
      for (let message = this.#next(); message; message = this.#next()) this.#take(message)
    })
  }

  /** Starts a server on this repository. */
  static async start(): Promise<LanguageServer> {
    const server = new LanguageServer()
    const rootUri = pathToFileURL(root).href
    const capabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } }
    await server.#ask('initialize', { processId: process.pid, rootUri, capabilities })
    server.#tell('initialized', {})
    return server
  }

  /** Opens a file, as an editor does before it asks about it. */
  open(file: string, text: string): void {
    const uri = pathToFileURL(file).href
    const textDocument = { uri, languageId: 'typescript', version: 1, text }
    this.#tell('textDocument/didOpen', { textDocument })
  }

  /** Asks for the type that is shown at a place, without the comment below it; null where there is none. */
  async hover(file: string, position: Position): Promise<string | null> {
    const textDocument = { uri: pathToFileURL(file).href }
    const text = textOf(await this.#ask('textDocument/hover', { textDocument, position }))
    return /```\w*\n([\s\S]*?)\n```/.exec(text)?.[1] ?? null
  }

  /** Asks where a name is declared: in which file, and on which line, counted from 0. */
  async definition(file: string, position: Position): Promise<readonly Declaration[]> {
    const textDocument = { uri: pathToFileURL(file).href }
    const found = await this.#ask('textDocument/definition', { textDocument, position })
    return [found].flat().map((place) => ({
      file: fileURLToPath(String(partOf(place, 'uri'))),
      line: Number(partOf(partOf(partOf(place, 'range'), 'start'), 'line')),
    }))
  }

  /** Ends the process, and resolves when it is gone. It keeps nothing that could be lost. */
  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill()
    await ended
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve))
    this.#send({ jsonrpc: '2.0', id, method, params })
    return answer
  }

  #tell(method: string, params: unknown): void {
    this.#send({ jsonrpc: '2.0', method, params })
  }

  #send(message: unknown): void {
    const body = JSON.stringify(message)
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  /** Cuts the next whole message off what has come; undefined while it is incomplete. */
  #next(): unknown {
    const head = this.#unread.indexOf('\r\n\r\n')
    const length = Number(
      /Content-Length: (\d+)/i.exec(this.#unread.toString('latin1', 0, head))?.[1],
    )
    const end = head + 4 + length
    if (head < 0 || this.#unread.length < end) return undefined

    const message: unknown = JSON.parse(this.#unread.toString('utf8', head + 4, end))
    this.#unread = this.#unread.subarray(end)
    return message
  }

  // What has a method is said by the server itself. Of its questions, that for settings wants one answer each.
  #take(message: unknown): void {
    const id = partOf(message, 'id')
    if (typeof partOf(message, 'method') === 'string') {
      const items = partOf(partOf(message, 'params'), 'items')
      const result = Array.isArray(items) ? items.map(() => null) : null
      if (id !== undefined) this.#send({ jsonrpc: '2.0', id, result })
      return
    }
    if (typeof id !== 'number') return
    this.#waiting.get(id)?.(partOf(message, 'result'))
    this.#waiting.delete(id)
  }
}

function textOf(hover: unknown): string {
  const text = partOf(partOf(hover, 'contents'), 'value')
  return typeof text === 'string' ? text : ''
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
