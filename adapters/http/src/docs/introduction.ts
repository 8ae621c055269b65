/** The opening of the page: a first request, and the conventions that hold everywhere. */
import { exampleHeaders } from '../identity/example-headers.ts'
import type { DocumentParts } from '../openapi/openapi-document.ts'
import { type Html, html } from './html.ts'

/** Writes it. */
export function introduction({ catalogue, identity, about }: DocumentParts, origin: string): Html {
  const [resource] = catalogue.resources
  const path = resource?.path ?? '/health'
  const schemes = Object.values(identity.schemes)
  return html`<section id="start">
      <h1>${about.name}</h1>
      <p class="lead">Records, the events of their state machines, commands and queries, for one
        organization at a time.</p>
      <pre><code>curl -s ${origin}${path}${exampleHeaders(identity)}</code></pre>
      ${schemes.map(({ description }) => html`<p>${description.replaceAll('`', '')}</p>`)}
      <div class="cards">
        ${conventions.map(({ title, text }) => html`<div class="card"><h3>${title}</h3>${text}</div>`)}
      </div>
    </section>`
}

const conventions: readonly { readonly title: string; readonly text: Html }[] = [
  {
    title: 'Values',
    text: html`<p>Instants are epoch milliseconds. Money is
      <code>{ "amount": 12400, "currency": "USD" }</code>: 124.00 USD in whole cents.
      An absent value is <code>null</code>.</p>`,
  },
  {
    title: 'Filters',
    text: html`<p><code>?status=placed&amp;total.gt=100.00 USD&amp;note.exists=false</code></p>
      <p>A field alone means <code>eq</code>. Instants may be ISO 8601, lists have commas:
      <code>status.in=draft,placed</code>.</p>`,
  },
  {
    title: 'Pages',
    text: html`<p><code>?sort=-createdAt&amp;limit=50</code>, then <code>after</code> with the
      answer’s <code>page.next</code>. <code>count=exact</code> or <code>capped</code> adds
      <code>total</code>.</p>
      <p><code>include=customer</code> brings along what a ref leads to.</p>`,
  },
  {
    title: 'Versions',
    text: html`<p>A record’s <code>ETag</code> is its version. Send it back as
      <code>If-Match</code>, and a change meets what you have read or nothing:
      <code>412</code>.</p>`,
  },
  {
    title: 'Changes',
    text: html`<p><code>PATCH</code> takes a merge patch: what is left out stays, <code>null</code>
      takes an optional value away. What a machine drives changes by its events alone.</p>`,
  },
  {
    title: 'Problems',
    text: html`<p>What fails says so as <code>application/problem+json</code>: a stable
      <code>code</code>, a sentence, the fields, and for a refused event why, and what would help.</p>`,
  },
]
