/**
 * Builds re2 from its source, against the headers of the Node that this repository brings:
 * `npm run re2 --prefix bench/peers`, some minutes of one core. Its package has no binary for that Node.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

process.exitCode = main()

function main() {
  const headers = headersOf(fileURLToPath(new URL('../../node_modules/node', import.meta.url)))
  if (!headers) return refused('run npm ci at the root first: it brings the headers of Node 24')
  const gyp = fileURLToPath(new URL('node_modules/node-gyp/bin/node-gyp.js', import.meta.url))
  if (!existsSync(gyp)) return refused('run npm ci --prefix bench/peers first')

  const library = fileURLToPath(new URL('node_modules/re2', import.meta.url))
  setPriority(constants.priority.PRIORITY_LOW)
  // Said in the environment, as npm says it there too: that counts for more than an argument.
  const env = { ...process.env, npm_config_nodedir: headers }
  const call = [gyp, 'rebuild', '--directory', library]
  return spawnSync(process.execPath, call, { stdio: 'inherit', env }).status ?? 1
}

// The package `node` keeps the binary and its headers in one package for each platform.
function headersOf(node) {
  const [header] = globSync(`${node}/node_modules/*/include/node/node.h`)
  return header ? header.replace(/.include.node.node\.h$/, '') : null
}

function refused(sentence) {
  console.error(sentence)
  return 2
}
