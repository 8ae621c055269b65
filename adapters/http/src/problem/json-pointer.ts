/** Points into a JSON document, as in RFC 6901. */

/** Writes the pointer to where keys and indexes lead; the empty one is the document itself. */
export function jsonPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${escaped(String(step))}`).join('')
}

/** Writes the pointer of a dotted path, `lines.0.quantity` → `/lines/0/quantity`. */
export function pointerOfPath(path: string): string {
  return path === '' ? '' : jsonPointer(path.split('.'))
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}
