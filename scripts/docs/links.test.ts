/** Every page can be found from the index, and every link of a page leads somewhere. */
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

/** The files of the repository that a page links to. */
function linksOf(page: string): readonly string[] {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)
  return [...links].map(([, path = '']) => join(dirname(page), path))
}
