/** The version of this package, as its package.json says. */
import { readFileSync } from 'node:fs'

/** As in Semantic Versioning 2.0.0. */
export const version: string = readVersion()

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isManifest ? String(manifest.version) : ''
}
