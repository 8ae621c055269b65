/** The glossary has each word once, in the order of the alphabet. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('each word stands in the glossary once, where one looks for it', () => {
  const rows = readFileSync('GLOSSARY.md', 'utf8').matchAll(/^\| \*\*(.+?)\*\* \|/gm)

  const words = [...rows].map(([, word = '']) => word.toLowerCase())

  expect(words).toEqual([...new Set(words)].toSorted())
})
