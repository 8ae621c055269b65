/** What docs/adapters.md shows is what runs. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const house = new URL('../../../../', import.meta.url)

test.each([
  'testing/src/adapter/example/table-rates.ts',
  'testing/src/adapter/example/table-rates.test.ts',
])('the page shows %s as it is', async (path) => {
  const page = await readFile(new URL('docs/adapters.md', house), 'utf8')
  const code = await readFile(new URL(path, house), 'utf8')

  expect(page).toContain(`<!-- ${path} -->\n\`\`\`ts\n${code}\`\`\`\n`)
})
