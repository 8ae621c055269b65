/** Which system a command is about. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findSystem } from './find-system.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'plinth-system-')))
afterAll(() => rmSync(root, { recursive: true }))

test('the nearest package.json that names a system counts', async () => {
  const folder = folderWith({
    'package.json': '{ "plinth": { "system": "./outer.mjs" } }',
    'outer.mjs': "export const outer = { kind: 'composition', name: 'outer' }",
    'package/package.json': '{ "name": "no-system-here" }',
    'package/src/file.mjs': '',
  })

  const found = await findSystem({ file: undefined, directory: join(folder, 'package/src') })

  expect(found.name).toBe('outer')
})

test('a file that is named counts more, and its default export more than others', async () => {
  const folder = folderWith({
    'package.json': '{ "plinth": { "system": "./none.mjs" } }',
    'two.mjs': `export const one = { kind: 'composition', name: 'one' }
      export default { kind: 'composition', name: 'two' }`,
  })

  const found = await findSystem({ file: 'two.mjs', directory: folder })

  expect(found.name).toBe('two')
})

test.each([
  ['two compositions', 'should export one composition, and exports: one, two'],
  ['no composition', 'should export one composition, and exports: none'],
])('a file with %s is refused', async (what, sentence) => {
  const composition = "{ kind: 'composition' }"
  const folder = folderWith({
    'two compositions.mjs': `export const one = ${composition}, two = ${composition}`,
    'no composition.mjs': 'export const one = 1',
  })

  const found = findSystem({ file: `${what}.mjs`, directory: folder })

  await expect(found).rejects.toMatchObject({
    message: expect.stringContaining(sentence),
    exitCode: 2,
  })
})

test('what is not there is named, with what to do', async () => {
  const nowhere = findSystem({ file: undefined, directory: folderWith({}) })
  const missing = findSystem({ file: 'missing.ts', directory: folderWith({}) })
  const data = findSystem({ file: 'data.json', directory: folderWith({ 'data.json': '{}' }) })

  await expect(nowhere).rejects.toMatchObject({
    message: 'no package.json here or above says which system is meant',
    next: expect.stringContaining('--system <file>'),
  })
  await expect(missing).rejects.toThrow('missing.ts')
  await expect(data).rejects.toThrow('data.json is no program, such as trading.ts')
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'case-'))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, content)
  }
  return folder
}
