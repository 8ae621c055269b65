/** Checks commands and queries: names, inputs, handlers. */
import type { MessageTraits } from '../../cqrs/index.ts'
import { checkFields } from '../../schema/index.ts'
import { danglingRefs } from './check-entities.ts'
import type { Declarations, Declared } from './declarations.ts'
import { type Mistake, takenTwice } from './mistake.ts'

interface Message extends MessageTraits {
  readonly kind: 'command' | 'query'
  readonly handle: unknown
}

/** Finds messages that nobody handles, that are declared twice, or that are not the module's to declare. */
export function checkMessages(world: Declarations): readonly Mistake[] {
  const messages: readonly Declared<Message>[] = [...world.commands, ...world.queries]
  return [
    ...takenTwice(messages, ({ it }) => it.type).map(({ item, first }) => ({
      module: item.module,
      message: `${item.it.kind} "${item.it.type}" ${takenBy(item, first)}`,
    })),
    ...messages.flatMap((message) => checkMessage(message, world)),
  ]
}

function takenBy(item: Declared<Message>, first: Declared<Message>): string {
  return item.it.kind === first.it.kind
    ? `is declared by module "${first.module}" already`
    : `has the name of a ${first.it.kind} of module "${first.module}"; take another`
}

const permissionName = /^[a-z][a-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)+$/

function problemsOfAllow({ type, allow }: Message): readonly string[] {
  if (typeof allow === 'function' || allow.name === type || permissionName.test(allow.name)) {
    return []
  }
  return [`asks for the permission "${allow.name}"; a permission is like "${type}"`]
}

function checkMessage(
  { module, it }: Declared<Message>,
  { entityByName }: Declarations,
): readonly Mistake[] {
  const subject = `${it.kind} "${it.type}"`
  const messages: string[] = []
  if (!it.type.startsWith(`${module}.`)) {
    messages.push(`${subject} must begin with "${module}."`)
  }
  if (typeof it.handle !== 'function') messages.push(`${subject} is declared and has no handler`)
  const problems = [...checkFields(it.fields, 'message'), ...danglingRefs(it.fields, entityByName)]
  messages.push(...problemsOfAllow(it).map((problem) => `${subject} ${problem}`))
  messages.push(...problems.map((problem) => `${subject}: ${problem}`))
  return messages.map((message) => ({ module, message }))
}
