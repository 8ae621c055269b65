/** Plants wrong imports in a small house and expects refusals that say who, what, and what is allowed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { readImports } from './imports.ts'
import { judge } from './judge.ts'

const soundHouse = {
  'package.json': '{ "workspaces": ["core", "adapters/*", "compose", "testing", "examples/*"] }',
  'core/package.json': '{ "name": "@plinth/core" }',
  'core/src/index.ts': "export { evaluate } from './rule/index.ts'",
  'core/src/errors/index.ts': 'export const codes = []',
  'core/src/rule/index.ts': "export { evaluate } from './evaluate.ts'",
  'core/src/rule/evaluate.ts':
    "import { codes } from '../errors/index.ts'\nexport const evaluate = codes",
  'core/src/rule/evaluate.test.ts':
    "import { test } from 'vitest'\nimport { clock } from '@plinth/testing'",
  'core/src/event/event.ts': 'export interface Event {}',
  'core/src/state/machine.ts': "import type { evaluate } from '../rule/index.ts'",
  'adapters/postgres/package.json': '{ "name": "@plinth/postgres" }',
  'adapters/postgres/src/index.ts':
    "import { evaluate } from '@plinth/core'\nimport { Pool } from 'pg'",
  'adapters/http/package.json': '{ "name": "@plinth/http" }',
  'adapters/http/src/index.ts': "import { createServer } from 'node:http'",
  'compose/package.json': '{ "name": "plinth" }',
  'compose/src/index.ts': "export * from '@plinth/core'\nexport * from '@plinth/postgres'",
  'testing/package.json': '{ "name": "@plinth/testing" }',
  'testing/src/index.ts': "export * from '@plinth/core'",
  'examples/shop/package.json': '{ "name": "@plinth/example-shop" }',
  'examples/shop/main.ts':
    "import { compose } from 'plinth'\nimport { sales } from './sales/index.ts'",
  'examples/shop/catalog/index.ts': "export const catalog = defineModule({ id: 'catalog' })",
  'examples/shop/catalog/prices.ts': 'export const prices = []',
  'examples/shop/ledger/index.ts': "export const ledger = defineModule({ id: 'ledger' })",
  'examples/shop/sales/index.ts':
    "import { catalog } from '../catalog/index.ts'\n" +
    "export const sales = defineModule({ id: 'sales', dependsOn: [catalog] })",
  'examples/shop/sales/order.ts': "import { catalog } from '../catalog/index.ts'",
  'examples/shop/sales/order.test.ts':
    "import { shop } from '../main.ts'\nimport { clock } from '@plinth/testing'",
}

let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'plinth-house-'))
  for (const [file, text] of Object.entries(soundHouse)) write(file, text)
})

afterAll(() => rmSync(root, { recursive: true }))

test('a sound house is not refused anything', async () => {
  const refusals = await refusalsWith({})

  expect(refusals).toEqual([])
})

test('core cannot import an adapter', async () => {
  const refusals = await refusalsWith({
    'core/src/rule/wrong.ts': "import { Pool } from '@plinth/postgres'",
  })

  expect(refusals).toEqual([
    'core/src/rule/wrong.ts:1 imports @plinth/postgres (adapters/postgres/src/index.ts)\n' +
      '    refused: arrows between the parts\n' +
      '    allowed: core may import: nothing',
  ])
})

test.each(['node:fs', 'fs', 'lodash', 'node:timers/promises'])(
  'core cannot import %s, which stands outside the house',
  async (outside) => {
    const refusals = await refusalsWith({
      'core/src/rule/wrong.ts': `/** Reads. */\nimport type { x } from '${outside}'`,
    })

    expect(refusals).toEqual([
      `core/src/rule/wrong.ts:2 imports ${outside}\n` +
        '    refused: core stands alone\n' +
        '    allowed: core imports nothing outside itself, neither a package nor a Node module',
    ])
  },
)

test('a module cannot reach behind the front of another', async () => {
  const refusals = await refusalsWith({
    'examples/shop/sales/wrong.ts': "import { prices } from '../catalog/prices.ts'",
  })

  expect(refusals).toEqual([
    'examples/shop/sales/wrong.ts:1 imports ../catalog/prices.ts (examples/shop/catalog/prices.ts)\n' +
      '    refused: a module shows others its front alone\n' +
      '    allowed: its front, examples/shop/catalog/index.ts',
  ])
})

test('a module cannot import a module that its dependsOn does not name', async () => {
  const refusals = await refusalsWith({
    'examples/shop/sales/wrong.ts': "import { ledger } from '../ledger/index.ts'",
  })

  expect(refusals).toEqual([
    'examples/shop/sales/wrong.ts:1 imports ../ledger/index.ts (examples/shop/ledger/index.ts)\n' +
      '    refused: a module says what it depends on\n' +
      '    allowed: what dependsOn of examples/shop/sales names: examples/shop/catalog',
  ])
})

test('an adapter cannot import another adapter', async () => {
  const refusals = await refusalsWith({
    'adapters/http/src/wrong.ts': "import { Pool } from '@plinth/postgres'",
  })

  expect(refusals).toEqual([
    'adapters/http/src/wrong.ts:1 imports @plinth/postgres (adapters/postgres/src/index.ts)\n' +
      '    refused: arrows between the parts\n' +
      '    allowed: adapters/http may import: core',
  ])
})

test('a path into another package is refused, where its name is allowed', async () => {
  const refusals = await refusalsWith({
    'adapters/http/src/wrong.ts': "import { evaluate } from '../../../core/src/rule/evaluate.ts'",
  })

  expect(refusals).toEqual([
    'adapters/http/src/wrong.ts:1 imports ../../../core/src/rule/evaluate.ts (core/src/rule/evaluate.ts)\n' +
      '    refused: a package is entered by its name\n' +
      '    allowed: only the name of the package in core, never a path into it',
  ])
})

test('only tests may import testing', async () => {
  const refusals = await refusalsWith({
    'compose/src/wrong.ts': "import { clock } from '@plinth/testing'",
    'compose/src/right.test.ts': "import { clock } from '@plinth/testing'",
  })

  expect(refusals).toEqual([
    'compose/src/wrong.ts:1 imports @plinth/testing (testing/src/index.ts)\n' +
      '    refused: arrows between the parts\n' +
      '    allowed: compose may import: core, adapters, modules',
  ])
})

test.each([
  ['rule', '../state/machine.ts', 'core/src/state/machine.ts'],
  ['rule', '../event/event.ts', 'core/src/event/event.ts'],
])('room %s cannot import %s: rooms go from left to right', async (room, specifier, file) => {
  const refusals = await refusalsWith({
    [`core/src/${room}/wrong.ts`]: `import type { Machine } from '${specifier}'`,
  })

  expect(refusals).toEqual([
    `core/src/rule/wrong.ts:1 imports ${specifier} (${file})\n` +
      '    refused: rooms of core\n' +
      '    allowed: core/src/rule may import: errors, primitives, schema (errors → primitives → schema → ' +
      '{ rule, entity, event, adapter } → { state, repository, queue, realtime, cqrs } → context → module)',
  ])
})

test('an example without a manifest stands in the house like the others', async () => {
  const refusals = await refusalsWith({
    'examples/studio/billing/index.ts': "export const billing = defineModule({ id: 'billing' })",
    'examples/studio/main.ts':
      "import { billing } from './billing/index.ts'\nimport { Pool } from 'pg'",
    'core/src/rule/wrong.ts': "import { billing } from '../../../examples/studio/billing/index.ts'",
  })

  expect(refusals).toEqual([expect.stringContaining('core/src/rule/wrong.ts:1')])
})

test('two files that import types of each other are a circle', async () => {
  const refusals = await refusalsWith({
    'core/src/event/wrong.ts': "import type { Back } from './back.ts'",
    'core/src/event/back.ts': "export type { Wrong as Back } from './wrong.ts'",
  })

  expect(refusals).toEqual([
    'core/src/event/wrong.ts imports itself in a circle\n' +
      '    refused: core/src/event/wrong.ts → core/src/event/back.ts → core/src/event/wrong.ts\n' +
      '    allowed: no circle, type-only imports included; move what both need to the left',
  ])
})

test('a house in which no file is read is a failure, not a pass', async () => {
  const unread = { ...openHouse(root), root: join(root, 'adapters') }

  const reading = readImports(unread)

  await expect(reading).rejects.toThrow('dependency-cruiser read 0 files')
})

async function refusalsWith(planted: Record<string, string>): Promise<string[]> {
  for (const [file, text] of Object.entries(planted)) write(file, text)
  const refusals = judge(await readImports(openHouse(root)))
  for (const file of Object.keys(planted)) rmSync(join(root, file))
  return refusals
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
