#!/usr/bin/env node
/** Starts the plinth command: from source in a checkout, from what was built where it is installed. */
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return
   -- plain JavaScript without types: this file runs before it is known that types can be stripped */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { sep } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../src/command/main.ts', import.meta.url))

// Node strips no types inside node_modules: a package that is installed runs what was built.
const isInstalled = source.includes(`${sep}node_modules${sep}`)

if (isTooOld(process.versions.node)) {
  console.error(
    `plinth needs Node 22.18 or newer, and this is ${process.versions.node}. Try: npx plinth`,
  )
  process.exitCode = 2
} else if (isInstalled || !existsSync(source)) {
  await import('../dist/command/main.js')
} else {
  runFromSource()
}

/** @param {string} version */
function isTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 22 || (major === 22 && minor < 18)
}

function runFromSource() {
  const command = ['--conditions=plinth-source', source, ...process.argv.slice(2)]
  const child = spawn(process.execPath, command, { stdio: 'inherit' })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGINT', () => {
    // A terminal interrupts both processes by itself; a second interrupt would mean "at once".
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
