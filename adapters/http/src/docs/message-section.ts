/** The part of the page about commands, or about queries. */
import type { MessageTraits } from '@plinth/core'
import { commandsPath, queriesPath } from '../catalogue/catalogue.ts'
import { type Html, html } from './html.ts'
import { fieldTable, methodBadge } from './resource-section.ts'

/** Writes the part; null when there is nothing to tell. */
export function messageSection(
  kind: 'commands' | 'queries',
  messages: readonly MessageTraits[],
): Html | null {
  if (messages.length === 0) return null

  const { title, method, path, intro } = words[kind]
  return html`<section id="${kind}">
      <h2>${title}</h2>
      <p>${intro}</p>
      ${messages.map((message) => messageCard(message, method, path))}
    </section>`
}

const words = {
  commands: {
    title: 'Commands',
    method: 'POST',
    path: commandsPath,
    intro: 'What modules do on request. The body is the payload; all of it is done, or none of it.',
  },
  queries: {
    title: 'Queries',
    method: 'GET',
    path: queriesPath,
    intro:
      'What modules answer. Params stand in the query string: several ids with commas, lists of records as JSON.',
  },
} as const

function messageCard(
  { type, description, allow, fields }: MessageTraits,
  method: string,
  path: string,
): Html {
  return html`<article class="message" id="${type}">
        <h3>${methodBadge(method)} <code>${path}/${type}</code></h3>
        ${description === undefined ? null : html`<p>${description}</p>`}
        <p class="note">Permission <span class="permission">${allow.name}</span></p>
        ${fields.length > 0 ? fieldTable(fields) : html`<p class="note">Takes nothing.</p>`}
      </article>`
}
