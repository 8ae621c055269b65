/** The operations of a running system, as its OpenAPI document lists them. */
import type { EntitySchema, MessageTraits } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import { entriesOf, listAt, valueAt } from '../api/json.ts'

/** An operation and what it is about. */
export type Operation =
  | (Address & { readonly kind: 'list'; readonly schema: EntitySchema })
  | (Address & { readonly kind: 'create'; readonly schema: EntitySchema })
  | (Address & { readonly kind: 'record'; readonly schema: EntitySchema })
  | (Address & { readonly kind: 'message'; readonly message: MessageTraits })
  | (Address & { readonly kind: 'open' })

/** Where an operation is reached, and what it takes. */
export interface Address {
  readonly method: string
  /** As the document writes it: `/api/v1/sales/orders/{id}`. */
  readonly path: string
  readonly parameters: readonly Parameter[]
}

/** A parameter as the document lists it. */
export interface Parameter {
  readonly name: string
  readonly in: string
  /** The values that it may have, where the document lists them. */
  readonly choices: readonly string[]
}

const methods = new Set(['get', 'post', 'patch', 'put', 'delete'])

/** Reads the operations off the document. */
export function operationsIn(document: unknown, system: System): readonly Operation[] {
  return entriesOf(valueAt(document, 'paths')).flatMap(([path, item]) =>
    entriesOf(item).flatMap(([method, operation]) => {
      if (!methods.has(method)) return []
      const shared = listAt(item, 'parameters')
      const parameters = [...shared, ...listAt(operation, 'parameters')].map(parameterFrom)
      return [operationAt({ method: method.toUpperCase(), path, parameters }, system)]
    }),
  )
}

function parameterFrom(parameter: unknown): Parameter {
  const choices = [...listAt(parameter, 'schema.enum'), ...listAt(parameter, 'schema.items.enum')]
  return {
    name: String(valueAt(parameter, 'name')),
    in: String(valueAt(parameter, 'in')),
    choices: choices.map(String),
  }
}

function operationAt(address: Address, { entities, commands, queries }: System): Operation {
  const { method, path } = address
  const [, type] = /^\/api\/v1\/(?:commands|queries)\/([^/]+)$/.exec(path) ?? []
  const message = [...commands, ...queries].find((candidate) => candidate.type === type)
  if (message) return { ...address, kind: 'message', message }

  const schema = entities.find(({ namespace, plural }) => isAbout(path, `${namespace}/${plural}`))
  if (!schema) return { ...address, kind: 'open' }
  if (path.includes('{id}')) return { ...address, kind: 'record', schema }
  return { ...address, kind: method === 'GET' ? 'list' : 'create', schema }
}

function isAbout(path: string, resource: string): boolean {
  return `${path}/`.startsWith(`/api/v1/${resource}/`)
}
