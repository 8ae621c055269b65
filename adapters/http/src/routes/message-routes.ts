/** The routes of what modules declare beside their records: commands and queries. */
import { CoreError, type FieldSchema, type MessageTraits } from '@plinth/core'
import { meantOrKnown } from '@plinth/core/runtime'
import { type Catalogue, commandsPath, queriesPath } from '../catalogue/catalogue.ts'
import { readMessageQuery } from '../query/message-query.ts'
import { shown } from '../problem/http-error.ts'
import type { Call } from './call.ts'
import { emptyAnswer, jsonAnswer, type Route } from './route.ts'
import { sent } from './sent.ts'

/** Makes a route for all commands, and one for all queries. */
export function messageRoutes({ commands, queries }: Catalogue): readonly Route[] {
  return [commandRoute(commands), queryRoute(queries)]
}

function commandRoute(commands: readonly MessageTraits[]): Route {
  const known = new Map(commands.map((command) => [command.type, command]))
  return {
    method: 'POST',
    path: `${commandsPath}/:type`,
    async handle(call) {
      const { type } = knownMessage(call, 'command', known)
      const payload = call.body ?? {}
      return sent({ call, message: { type, payload } }, async (result) => {
        if (result === undefined || result === null) return emptyAnswer(204)
        return jsonAnswer(200, await call.present.any(result))
      })
    },
  }
}

interface PreparedQuery {
  readonly type: string
  readonly fields: ReadonlyMap<string, FieldSchema>
}

function queryRoute(queries: readonly MessageTraits[]): Route {
  const prepared = queries.map(({ type, fields }): [string, PreparedQuery] => [
    type,
    { type, fields: new Map(fields.map((field) => [field.key, field])) },
  ])
  const known = new Map(prepared)
  return {
    method: 'GET',
    path: `${queriesPath}/:type`,
    async handle(call) {
      const { type, fields } = knownMessage(call, 'query', known)
      const params = readMessageQuery(fields, call.parameters())
      return jsonAnswer(200, await call.present.any(await call.ctx.query({ type, params })))
    },
  }
}

/** @throws CoreError `message.unknown`, naming what there is. */
function knownMessage<Message>(
  { params: { type = '' } }: Call,
  kind: 'command' | 'query',
  known: ReadonlyMap<string, Message>,
): Message {
  const message = known.get(type)
  if (message) return message

  const hint = meantOrKnown(type, known.keys())
  throw new CoreError('message.unknown', `there is no ${kind} ${shown(type)}. ${hint}`, {
    kind,
  })
}
