/** All messages that a system understands: those of its entities, and those that modules declare. */
import type { PermissionResolver } from '../../cqrs/index.ts'
import type { EntitySchema } from '../../entity/index.ts'
import type { FSMEngine } from '../../state/index.ts'
import type { Declarations } from '../check/index.ts'
import type { ReadHistory } from '../running/reading-events.ts'
import { entityMessages } from './entity-messages.ts'
import { declaredMessage, type KernelMessage } from './kernel-message.ts'

/** What the messages of entities work on. */
export interface MessageGround {
  readonly schemas: ReadonlyMap<string, EntitySchema>
  readonly fsm: FSMEngine
  readonly readHistory: ReadHistory
  readonly permissions: PermissionResolver
}

/** Lists the messages. */
export function systemMessages(
  { commands, queries }: Declarations,
  { schemas, fsm, readHistory, permissions }: MessageGround,
): readonly KernelMessage[] {
  const generic = [...schemas.values()].flatMap((schema) =>
    entityMessages({ schema, machine: fsm.machineOf(schema.name), readHistory, permissions }),
  )
  return [...generic, ...[...commands, ...queries].map(({ it }) => declaredMessage(it))]
}
