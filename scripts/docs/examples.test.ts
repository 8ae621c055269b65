/** What the pages of the documentation show is what happens: their examples compile, run, and give what they claim. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { beforeAll, expect, test } from 'vitest'
import { pageModule } from './page-module.ts'
import { shownCalls } from './shown-calls.ts'

const folder = 'docs/concepts'
const made = `${folder}/.examples`
// A page of calls is done by readmes.int.test.ts, on a server.
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .filter((file) => shownCalls(readFileSync(`${folder}/${file}`, 'utf8')).length === 0)
const modules = pages.map((page) => ({
  page,
  path: `${made}/${basename(page, '.md')}.ts`,
  ...pageModule(readFileSync(`${folder}/${page}`, 'utf8')),
}))

beforeAll(() => {
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made)
  for (const { path, code } of modules) writeFileSync(path, code)
  writeFileSync(`${made}/tsconfig.json`, JSON.stringify(settings))
})

const settings = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    noUnusedLocals: false,
    types: ['node'],
    rootDir: '../../..',
  },
  include: ['*.ts'],
}

test.each(modules)('the examples of $page do what the page says', async ({ path, claims }) => {
  await import(/* @vite-ignore */ `${process.cwd()}/${path}`)

  expect(claims).toBeGreaterThan(0)
})

test('the examples of all pages compile as strictly as the house', () => {
  const { stdout } = spawnSync('tsc', ['--project', made], { encoding: 'utf8' })

  expect(stdout).toBe('')
}, 60_000)
