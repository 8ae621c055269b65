/** Reads the calls that a page shows, with the answers that stand below them, and makes them. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A call that a page shows. */
export interface ShownCall {
  /** The line above it. */
  readonly text: string
  readonly command: string
  /** What the page shows of the answer; null when it shows nothing. */
  readonly answer: Answer | null
}

/** What a server has answered. */
export interface Answer {
  /** `HTTP/1.1 409 Conflict`, where header fields are shown. */
  readonly status?: string
  /** Header fields in lower case, where they are shown. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Lists every block of `sh` with a call, and the block of `json` or `http` that follows it. */
export function shownCalls(page: string): readonly ShownCall[] {
  const blocks = [...page.matchAll(/([^\n]*)\n+```(\w*)\n(.*?)```/gs)]
  return blocks.flatMap(([, text = '', language, command = ''], index) => {
    if (language !== 'sh' || !command.startsWith('curl ')) return []
    const [, , answerLanguage = '', answer = ''] = blocks[index + 1] ?? []
    const isAnswer = answerLanguage === 'json' || answerLanguage === 'http'
    return [{ text, command, answer: isAnswer ? readAnswer(answer) : null }]
  })
}

/**
 * Makes a call again each time that it is called: events are handled after the answer to what caused
 * them, so what one looks at may be on its way. A call that changes something is made once.
 */
export function asking(call: ShownCall, url: string): () => Promise<Answer> {
  if (!call.command.includes('-X ')) return () => ask(call, url)

  let answer: Promise<Answer> | null = null
  return () => (answer ??= ask(call, url))
}

/** Makes the call word by word, but for the port. */
async function ask({ command }: ShownCall, url: string): Promise<Answer> {
  const here = command.replaceAll('http://127.0.0.1:3000', url)
  const { stdout } = await promisify(execFile)('bash', ['-c', here])
  return readAnswer(stdout)
}

function readAnswer(text: string): Answer {
  const parts = text.replaceAll('\r', '').split('\n\n')
  const [head = ''] = parts
  if (!head.startsWith('HTTP/')) return { body: parsed(text) }

  const [status = '', ...lines] = head.trimEnd().split('\n')
  return { status, headers: fieldsIn(lines), body: parsed(parts.slice(1).join('\n\n')) }
}

function fieldsIn(lines: readonly string[]): Readonly<Record<string, string>> {
  const fields = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line) ?? [])
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

function parsed(text: string): unknown {
  return text.trim() === '' ? null : JSON.parse(text)
}
