/** Reads the workspaces of a checkout from its package.json files. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A workspace: its folder, relative to the root, and the name by which others import it. */
export interface Workspace {
  readonly folder: string
  readonly name: string
  readonly isPublished: boolean
  /** The files of `src` by which others enter it, without ending: `index`, and one for each subpath. */
  readonly entries: readonly string[]
}

/** Lists the workspaces of the checkout in `root`, sorted by folder. As for npm, a folder without a manifest is none. */
export function readWorkspaces(root: string): Workspace[] {
  const { workspaces } = readManifest(root)
  const patterns = Array.isArray(workspaces) ? workspaces.map(String) : []
  return globSync(patterns, { cwd: root })
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .toSorted()
    .map((folder) => {
      const manifest = readManifest(join(root, folder))
      return {
        folder,
        name: String(manifest['name']),
        isPublished: manifest['private'] !== true,
        entries: entriesOf(manifest['exports']),
      }
    })
}

function entriesOf(exports: unknown): string[] {
  const subpaths = typeof exports === 'object' && exports !== null ? Object.keys(exports) : []
  return subpaths
    .filter((subpath) => subpath !== './package.json')
    .map((subpath) => subpath.replace(/^\.\/?/, '') || 'index')
}

function readManifest(folder: string): Record<string, unknown> {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null) throw new Error(`${folder}: no manifest`)
  return { ...manifest }
}
