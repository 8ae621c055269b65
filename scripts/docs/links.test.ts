/** Every page can be found from the index, and what a page links to or names exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const index = 'docs/README.md'
const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => join('docs', file))

test('the index leads to every page', () => {
  const linked = new Set(linksOf(index))

  expect(pages.filter((page) => page !== index && !linked.has(page))).toEqual([])
})

test.each(['README.md', ...pages])('the links of %s lead somewhere', (page) => {
  expect(linksOf(page).filter((path) => !existsSync(path))).toEqual([])
})

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...pages])(
  'the places in the house that %s names exist',
  (page) => {
    expect(placesIn(page).filter((path) => !existsSync(path))).toEqual([])
  },
)

/** The files and folders of the house in backticks; the reader of a first module makes his own. */
function placesIn(page: string): readonly string[] {
  const places = readFileSync(page, 'utf8').matchAll(
    /`((?:core|adapters|compose|testing|examples\/trading|bench|proofs|scripts|docs)\/[\w./-]+)`/g,
  )
  return [...places].map(([, path = '']) => path)
}

/** The files of the repository that a page links to. */
function linksOf(page: string): readonly string[] {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)
  return [...links].map(([, path = '']) => join(dirname(page), path))
}
