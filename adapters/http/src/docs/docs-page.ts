/** The page that a person reads: what the API offers, in the order in which one meets it. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Resource } from '../catalogue/resource.ts'
import type { DocumentParts } from '../openapi/openapi-document.ts'
import { errorTable } from './error-pages.ts'
import { type Html, html, htmlPage } from './html.ts'
import { prefixesOf } from '../openapi/example.ts'
import { recordExample } from '../openapi/record-schemas.ts'
import { introduction } from './introduction.ts'
import { messageSection } from './message-section.ts'
import { resourceAnchor, resourceSection } from './resource-section.ts'

/** Writes the page. `origin` begins the addresses of its examples. */
export function docsPage(parts: DocumentParts, origin: string): string {
  const { about, catalogue, organization } = parts
  const prefixOf = prefixesOf(catalogue)
  const exampleOf = (resource: Resource) => recordExample(resource, prefixOf, organization)
  return htmlPage(
    `${about.name} API`,
    html`<a class="skip" href="#main">Skip to the content</a>
<header class="top">
  <p class="brand">${about.name} <span>API ${about.version}</span></p>
  <a href="/openapi.json">openapi.json</a>
</header>
<div class="frame">
  ${contents(catalogue)}
  <main id="main">
    ${introduction(parts, origin)}
    ${catalogue.resources.map((resource) => resourceSection(resource, exampleOf(resource)))}
    ${messageSection('commands', catalogue.commands)}
    ${messageSection('queries', catalogue.queries)}
    ${errorTable()}
  </main>
</div>`,
  )
}

function contents({ resources, commands, queries }: Catalogue): Html {
  const modules = [...new Set(resources.map(({ schema }) => schema.namespace))]
  return html`<nav class="contents" aria-label="Contents">
    <details open>
      <summary>Contents</summary>
      <p><a href="#start">Getting started</a></p>
      ${modules.map((id) => moduleContents(id, resources))}
      ${commands.length > 0 ? html`<p><a href="#commands">Commands</a></p>` : null}
      ${queries.length > 0 ? html`<p><a href="#queries">Queries</a></p>` : null}
      <p><a href="#errors">Errors</a></p>
    </details>
  </nav>`
}

function moduleContents(id: string, resources: readonly Resource[]): Html {
  const own = resources.filter(({ schema }) => schema.namespace === id)
  return html`<p class="module">${id}</p>
      <ul>${own.map(
        (resource) =>
          html`<li><a href="#${resourceAnchor(resource)}">${resource.schema.plural}</a></li>`,
      )}</ul>`
}
