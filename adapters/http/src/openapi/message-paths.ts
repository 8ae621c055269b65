/** The paths of commands and queries. */
import type { FieldSchema, MessageTraits } from '@plinth/core'
import { type JsonSchema, jsonSchemaOf, labelOf } from '@plinth/core/runtime'
import { isNeeded } from '../catalogue/is-needed.ts'
import { type Catalogue, commandsPath, queriesPath } from '../catalogue/catalogue.ts'
import { exampleRecord, type PrefixOf } from './example.ts'
import { idempotencyKey } from './idempotency-parameter.ts'
import { type ParameterObject, textForm, textSchema } from './list-parameters.ts'
import { problemResponses } from './problem-responses.ts'
import { jsonContent } from './resource-paths.ts'

/** Writes the path items of all messages, by path. */
export function messagePaths(
  { commands, queries }: Catalogue,
  prefixOf: PrefixOf,
): Readonly<Record<string, JsonSchema>> {
  const sent = commands.map((command): [string, JsonSchema] => [
    `${commandsPath}/${command.type}`,
    { post: commandOperation(command, prefixOf) },
  ])
  const asked = queries.map((query): [string, JsonSchema] => [
    `${queriesPath}/${query.type}`,
    { get: queryOperation(query) },
  ])
  return Object.fromEntries([...sent, ...asked])
}

function commandOperation(command: MessageTraits, prefixOf: PrefixOf): JsonSchema {
  const { fields } = command
  const needed = fields.filter(isNeeded)
  const schema = jsonSchemaOf(fields, 'input')
  return {
    ...operation('commands', command),
    parameters: [idempotencyKey],
    requestBody: {
      required: needed.length > 0,
      content: { 'application/json': { schema, example: exampleRecord(needed, prefixOf) } },
    },
    responses: {
      200: { description: 'What the command answers.', content: jsonContent({}) },
      204: { description: 'Done; there is nothing to answer.' },
      ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503),
    },
  }
}

function queryOperation(query: MessageTraits): JsonSchema {
  return {
    ...operation('queries', query),
    parameters: query.fields.map(queryParameter),
    responses: {
      200: { description: 'What the query answers.', content: jsonContent({}) },
      ...problemResponses(400, 401, 403, 404, 422, 500, 503),
    },
  }
}

function operation(tag: string, { type, allow, description }: MessageTraits): JsonSchema {
  return {
    tags: [tag],
    operationId: type,
    summary: type,
    description: `${description ? `${description}\n\n` : ''}Needs the permission \`${allow.name}\`.`,
  }
}

function queryParameter(field: FieldSchema): ParameterObject {
  const form = textForm(field)
  return {
    name: field.key,
    in: 'query',
    required: isNeeded(field),
    description: `${labelOf(field)}${form === '' ? '' : ` (${form})`}`,
    schema: textSchema(field),
    ...(field.type === 'ref[]' ? { style: 'form', explode: false } : {}),
  }
}
