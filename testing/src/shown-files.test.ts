/** What pages show of the files of this package is what runs. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const house = new URL('../../', import.meta.url)

test.each([
  ['docs/adapters.md', 'testing/src/adapter/example/table-rates.ts'],
  ['docs/adapters.md', 'testing/src/adapter/example/table-rates.test.ts'],
  ['docs/concepts/repository.md', 'testing/src/repository/example/shelf-repository.ts'],
  ['docs/concepts/repository.md', 'testing/src/repository/example/shelf-repository.test.ts'],
])('%s shows %s as it is', async (page, path) => {
  const text = await readFile(new URL(page, house), 'utf8')
  const code = await readFile(new URL(path, house), 'utf8')

  expect(text.replaceAll('```ts shape', '```ts')).toContain(
    `<!-- ${path} -->\n\`\`\`ts\n${code}\`\`\`\n`,
  )
})
