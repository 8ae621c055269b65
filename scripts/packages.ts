/** Packs each published package and checks what its users would get: publint, then attw. */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWorkspaces } from './workspaces.ts'

const folder = mkdtempSync(join(tmpdir(), 'plinth-packages-'))
try {
  process.exitCode = checkPackages(folder) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

function checkPackages(destination: string): boolean {
  const published = readWorkspaces('.').filter(({ isPublished }) => isPublished)
  const chosen = published.map(({ name }) => `--workspace=${name}`)
  const isPacked = run('npm', ['pack', '--silent', '--pack-destination', destination, ...chosen])
  const tarballs = globSync('*.tgz', { cwd: destination }).map((file) => join(destination, file))
  if (!isPacked || tarballs.length !== published.length) return false

  return tarballs.map(isWellShaped).every(Boolean)
}

// attw knows no "plinth-source"; it reads the entries as Node and a bundler would.
function isWellShaped(tarball: string): boolean {
  const isSound = run('publint', ['run', tarball, '--strict'])
  return run('attw', [tarball, '--profile=esm-only', '--no-definitely-typed']) && isSound
}

function run(command: string, options: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: 'utf8' })
  if (status !== 0) console.error(`${command} ${options.join(' ')}\n${stdout}${stderr}`)
  return status === 0
}
