/** How a request on the command line says who is asking: the options of `curl` that examples show. */
import type { Identity, SecurityScheme } from './identity.ts'

/** Writes them, each with a blank before it: ` -H 'x-org-id: org_north'`. What a caller has to fill in is `…`. */
export function exampleHeaders({ schemes }: Pick<Identity, 'schemes'>): string {
  return Object.values(schemes)
    .map((scheme) => headerOf(scheme))
    .map((header) => (header === null ? '' : ` -H '${header}'`))
    .join('')
}

function headerOf({ type, name, in: place, scheme, 'x-example': value = '…' }: SecurityScheme) {
  if (type === 'http') return `authorization: ${scheme ?? 'bearer'} ${value}`
  if (name === undefined) return null
  return place === 'cookie' ? `cookie: ${name}=${value}` : `${name}: ${value}`
}
