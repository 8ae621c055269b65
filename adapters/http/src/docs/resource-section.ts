/** The part of the page about one entity: its routes, its fields, and the life of its records. */
import type { EntitySchema, FieldSchema } from '@plinth/core'
import { crossedRefs, labelOf, type Machine, spanOf } from '@plinth/core/runtime'
import { isNeeded } from '../catalogue/is-needed.ts'
import { baseFields, type Resource, type ResourceEvent } from '../catalogue/resource.ts'
import { operatorsOf } from '../query/operators.ts'
import { type Html, html } from './html.ts'

/** Writes the part. */
export function resourceSection(resource: Resource, example: object): Html {
  const { schema, machine, path } = resource
  return html`<section id="${resourceAnchor(resource)}">
      <p class="kicker">${schema.namespace}</p>
      <h2>${schema.plural}</h2>
      ${routeTable(resource, path)}
      ${machine ? lifeOf(resource, machine) : null}
      <h3>Fields of ${schema.name}</h3>
      ${fieldTable(schema.fields, resource)}
      <p class="note">Beside them every record has ${baseKeys(schema)}, all filtered and sorted by as well, and
        <code>organizationId</code>, <code>deletedAt</code>, <code>meta</code>.</p>
      <details class="example"><summary>A record</summary>
        <pre><code>${JSON.stringify(example, null, 2)}</code></pre>
      </details>
    </section>`
}

function baseKeys(schema: EntitySchema): readonly (string | Html)[] {
  return baseFields(schema).flatMap(({ key }, index) => [
    index === 0 ? '' : ', ',
    html`<code>${key}</code>`,
  ])
}

/** The place of an entity's part in the page. */
export function resourceAnchor({ schema: { namespace, plural } }: Resource): string {
  return `${namespace}.${plural}`
}

/** Writes fields as a table. Filters are shown for the fields of a resource. */
export function fieldTable(fields: readonly FieldSchema[], resource?: Resource): Html {
  return html`<div class="scroll"><table>
        <thead><tr><th>Field</th><th>Type</th><th>What it is</th>${
          resource ? html`<th>Filters</th>` : null
        }</tr></thead>
        <tbody>${fields.map((field) => fieldRow(field, resource))}</tbody>
      </table></div>`
}

/** Writes a method as a badge. */
export function methodBadge(method: string): Html {
  return html`<span class="method ${method.toLowerCase()}">${method}</span>`
}

function fieldRow(field: FieldSchema, resource: Resource | undefined): Html {
  const filters = resource?.list.fields.has(field.key) ? operatorsOf(field.type).keys() : []
  return html`<tr>
          <td><code>${field.key}</code>${isNeeded(field) ? html` <span class="needed">required</span>` : null}</td>
          <td>${typeOf(field)}</td>
          <td>${describe(field, resource)}</td>
          ${resource ? html`<td class="operators">${[...filters].join(' ') || '–'}</td>` : null}
        </tr>`
}

const typeNames: Readonly<Partial<Record<FieldSchema['type'], string>>> = {
  date: 'instant',
  enum: 'one of',
  ref: 'id',
  'ref[]': 'ids',
  'geo.point': 'point',
  'geo.polygon': 'GeoJSON polygon',
  'geo.linestring': 'GeoJSON line',
}

function typeOf({ type, integer, refEntity, currency }: FieldSchema): string {
  const name = integer ? 'integer' : (typeNames[type] ?? type)
  const detail = refEntity ?? currency
  return detail === undefined ? name : `${name} · ${detail}`
}

function describe(field: FieldSchema, resource: Resource | undefined): Html {
  const { enumValues, unique, sensitive, items, default: value } = field
  const notes = [
    limitsOf(field),
    unique ? 'unique' : '',
    sensitive ? 'shown only to callers who may reveal it' : '',
    resource?.schema.driven.has(field.key) ? 'changes by events alone' : '',
    includedBy(field, resource),
    typeof value === 'string' || typeof value === 'number' ? `default ${value}` : '',
  ].filter((note) => note !== '')
  return html`${labelOf(field)}${notes.length > 0 ? html`<span class="note"> ${notes.join(', ')}</span>` : null}
          ${enumValues ? html`<span class="values">${enumValues.map((choice) => html`<code>${choice}</code> `)}</span>` : null}
          ${items ? fieldTable(items) : null}`
}

function includedBy({ key }: FieldSchema, resource: Resource | undefined): string {
  const ref = resource && crossedRefs(resource.schema).find(({ field }) => field.key === key)
  return ref ? `include=${ref.name} brings it along` : ''
}

function limitsOf({ type, min, max, minLength, maxLength }: FieldSchema): string {
  if (type === 'date') return ''
  const [least, most] = [min ?? minLength, max ?? maxLength]
  if (least === undefined && most === undefined) return ''
  const unit = type === 'string' ? ' characters' : ''
  if (least === undefined) return `up to ${most}${unit}`
  return most === undefined ? `from ${least}${unit}` : `${least} to ${most}${unit}`
}

function transitionRows({
  path,
  events,
}: Resource): readonly (readonly [string, string, string])[] {
  return events.size === 0 ? [] : [['GET', `${path}/{id}/transitions`, 'read']]
}

function routeTable(resource: Resource, path: string): Html {
  const routes: readonly (readonly [string, string, string])[] = [
    ['GET', path, 'list'],
    ['POST', path, 'create'],
    ['GET', `${path}/{id}`, 'read'],
    ['PATCH', `${path}/{id}`, 'update'],
    ['DELETE', `${path}/{id}`, 'delete'],
    ...transitionRows(resource),
    ...[...resource.events.keys()].map(
      (event) => ['POST', `${path}/{id}/transitions/${event}`, event] as const,
    ),
    ['GET', `${path}/{id}/history`, 'history'],
  ]
  return html`<div class="scroll"><table class="routes">
        <thead><tr><th>Method</th><th>Address</th><th>Permission</th></tr></thead>
        <tbody>${routes.map(
          ([method, address, verb]) => html`<tr>
          <td>${methodBadge(method)}</td>
          <td><code>${address}</code></td>
          <td class="permission">${resource.name}.${['list', 'history'].includes(verb) ? 'read' : verb}</td>
        </tr>`,
        )}</tbody></table></div>`
}

function lifeOf({ events, schema }: Resource, machine: Machine): Html {
  return html`<h3>The life of ${/^[aeiou]/.test(schema.singular) ? 'an' : 'a'} ${schema.singular.replaceAll('-', ' ')}</h3>
      <p>Begins as <span class="state">${machine.initial}</span>.</p>
      <ul class="life">${[...events.values()].map(eventRow)}${timerRows(machine)}</ul>`
}

function timerRows({ states }: Machine): readonly Html[] {
  return [...states].flatMap(([from, { after }]) =>
    after.map(({ delay, target }) =>
      eventRow({ name: `after ${spanOf(delay)}`, from: [from], to: [target] }),
    ),
  )
}

function eventRow({ name, from, to }: ResourceEvent): Html {
  return html`<li><b>${name}</b>
          ${from.map((state) => html`<span class="state">${state}</span> `)}<span class="arrow" aria-label="to">→</span>
          ${to.map((state) => html` <span class="state">${state}</span>`)}</li>`
}
