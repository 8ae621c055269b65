/** What the compiler says of a misspelt machine: one sentence that names what was meant. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const house = fileURLToPath(new URL('../../..', import.meta.url))

const head = `import { assign, days, defineEntity, defineMachine, field, now } from '${house}core/src/index.ts'
const Order = defineEntity({ name: 'Order', idPrefix: 'ord_', fields: {
  number: field.string(), placedAt: field.date({ optional: true }),
  status: field.oneOf(['draft', 'placed', 'paid'], { default: 'draft' }) } })
const end = { placed: { on: { pay: 'paid' } }, paid: { terminal: true } } as const
export const make = (at: number) => at
`

const machine = (draft: string, initial = 'draft') =>
  `defineMachine({ id: 'm', entity: Order, initial: '${initial}', states: { draft: ${draft}, ...end } })`

/** What was misspelt → the line. */
const lines: ReadonlyMap<string, string> = new Map([
  ['initial', machine(`{ on: { place: 'placed' } }`, 'draf')],
  ['target', machine(`{ on: { place: 'placd' } }`)],
  ['target of a transition', machine(`{ on: { place: { target: 'placd' } } }`)],
  ['target of a timer', machine(`{ after: [{ delay: days(1), target: 'placd' }] }`)],
  [
    'assigned field',
    machine(`{ on: { place: { target: 'placed', actions: [assign('placdAt', now)] } } }`),
  ],
  ['key', machine(`{ on: { place: { target: 'placed', gaurd: null } } }`)],
])

let folder = ''
let said: readonly string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plinth-keyboard-'))
  const compilerOptions = {
    composite: false,
    incremental: false,
    noEmit: true,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    rootDir: '/',
  }
  const files = ['fixture.ts']
  const extended = `${house}core/tsconfig.json`
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: extended, compilerOptions, files, include: [] }),
  )
  await writeFile(join(folder, 'fixture.ts'), `${head}${[...lines.values()].join('\n')}\n`)
  said = await compile(folder)
})
afterAll(() => rm(folder, { recursive: true }))

test.each([
  ['initial', `Type '"draf"' is not assignable to type STATUS. Did you mean '"draft"'?`],
  [
    'target',
    `Type '"placd"' is not assignable to type 'Exit<"draft" | "paid" | "placed", "number" | "placedAt"> | undefined'. Did you mean '"placed"'?`,
  ],
  [
    'target of a transition',
    `Type '"placd"' is not assignable to type '"draft" | "paid" | "placed" | undefined'. Did you mean '"placed"'?`,
  ],
  [
    'target of a timer',
    `Type '"placd"' is not assignable to type STATUS. Did you mean '"placed"'?`,
  ],
  [
    'assigned field',
    `Type '"placdAt"' is not assignable to type '"number" | "placedAt"'. Did you mean '"placedAt"'?`,
  ],
  [
    'key',
    `Object literal may only specify known properties, and 'gaurd' does not exist in type 'readonly Transition<"draft" | "paid" | "placed", "number" | "placedAt">[] | Transition<"draft" | "paid" | "placed", "number" | "placedAt">'.`,
  ],
])('a misspelt %s is told in a sentence', (what, sentence) => {
  const line = head.split('\n').length + [...lines.keys()].indexOf(what)
  const message = messageAt(line)

  expect(message.at(-1)).toBe(sentence.replace('STATUS', `'"draft" | "paid" | "placed"'`))
  expect(message.join('\n')).not.toContain('EntityDefinition')
})

/** The lines of the message about a line of the fixture, the most exact one last. */
function messageAt(line: number): readonly string[] {
  const begin = said.findIndex((text) => text.startsWith(`fixture.ts(${line},`))
  const rest = said.slice(begin + 1)
  const end = rest.findIndex((text) => !text.startsWith(' '))
  const message = [said[begin] ?? '', ...rest.slice(0, end < 0 ? undefined : end)]
  return message.map((text) => text.replace(/^.*error TS\d+: /, '').trim())
}

function compile(project: string): Promise<readonly string[]> {
  const compiler = join(house, 'node_modules', '.bin', 'tsc')
  return new Promise((resolve) => {
    execFile(compiler, ['-p', project], { cwd: project }, (_failure, output) => {
      resolve(output.split('\n').filter((line) => line !== ''))
    })
  })
}
