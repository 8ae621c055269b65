/** What the sender of a command is answered, in his own form: made before the commit, and kept with it. */
import type { Command } from './message.ts'

/** An answer, and the text that was made of it. */
export interface Rendered {
  readonly answer: unknown
  readonly text: string
}

const renderedByCommand = new WeakMap<Command, Rendered>()

/** Says what the sender of a command is to be told, as long as no layer changes the answer. */
export function rememberRendered(command: Command, rendered: Rendered): void {
  renderedByCommand.set(command, rendered)
}

/**
 * Has an answer written for the sender of a command, once: before the commit, or when the command was
 * first sent. Null when he takes it as it is.
 */
export async function renderedAnswer(command: Command, answer: unknown): Promise<string | null> {
  if (!command.render) return null
  const made = renderedByCommand.get(command)
  if (made && Object.is(made.answer, answer)) return made.text

  const text = await command.render(answer)
  rememberRendered(command, { answer, text })
  return text
}
