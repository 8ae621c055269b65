/** The routes of what people and tools read about the API. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import { docsPage } from '../docs/docs-page.ts'
import { errorPage } from '../docs/error-pages.ts'
import { pageHeaders } from '../docs/html.ts'
import { styleSheet } from '../docs/style.ts'
import { type DocumentParts, openApiDocument } from '../openapi/openapi-document.ts'
import { httpError, shown } from '../problem/http-error.ts'
import type { HttpOptions } from '../server/http-options.ts'
import { type Answer, emptyAnswer, type OpenRoute } from './route.ts'

/**
 * Makes the routes. Each document is written when it is first asked for, and kept. `origin` tells what
 * addresses in examples begin with, once the server listens.
 */
export function documentRoutes(
  catalogue: Catalogue,
  options: HttpOptions,
  origin: () => string,
): readonly OpenRoute[] {
  const { identity, publicUrl = '', about = { name: 'Plinth', version: '0.1.0' } } = options
  const { organization = 'org_demo' } = options
  const parts: DocumentParts = { catalogue, about, publicUrl, identity, organization }
  const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }
  const css = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }
  return [
    { path: '/', answer: () => emptyAnswer(302, { location: '/docs' }) },
    kept('/openapi.json', json, () => JSON.stringify(openApiDocument(parts))),
    kept('/docs', pageHeaders, () => docsPage(parts, origin())),
    kept('/docs/style.css', css, () => styleSheet),
    { path: '/errors/:slug', answer: ({ slug = '' }) => errorAnswer(slug) },
  ]
}

function kept(path: string, headers: Answer['headers'], write: () => string): OpenRoute {
  let body: string | null = null
  return {
    path,
    answer() {
      body ??= write()
      return { status: 200, headers, body }
    },
  }
}

function errorAnswer(slug: string): Answer {
  const body = errorPage(slug)
  if (body !== null) return { status: 200, headers: pageHeaders, body }
  throw httpError(
    'http.route-unknown',
    `no code of Plinth has the address ${shown(slug)}; a code of a module is explained by the module`,
  )
}
