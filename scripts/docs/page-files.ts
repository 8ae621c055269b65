/** Finds the files that a page has its reader write. */

/** A file of a page. */
export interface PageFile {
  readonly path: string
  readonly code: string
}

/** Lists the `ts` blocks below a line that begins with the path of a file. */
export function pageFiles(page: string): readonly PageFile[] {
  const blocks = page.matchAll(/^`(\S+\.ts)`[^\n]*\n\n```ts\n(.*?)^```/gms)
  return [...blocks].map(([, path = '', code = '']) => ({ path, code }))
}
