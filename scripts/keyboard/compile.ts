/** Has the compiler check lines of a module, and tells what it says of each. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the compiler says of a line. */
export interface Said {
  /** What stands at the place that it points to, as far as a word or a text goes. */
  readonly at: string
  /** The whole message, a line each. */
  readonly message: readonly string[]
}

const house = fileURLToPath(new URL('../..', import.meta.url))

/** Checks lines that stand below a head, with the settings of core. Each line has at most one mistake. */
export async function compile(head: string, lines: readonly string[]): Promise<readonly Said[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plinth-keyboard-'))
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    await writeFile(join(folder, 'fixture.ts'), `${head}\n${lines.join('\n')}\n`)
    const output = await run(folder)
    const first = head.split('\n').length + 1
    return lines.map((line, index) => saidOf(output, { number: first + index, line }))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const settings = {
  extends: `${house}core/tsconfig.json`,
  compilerOptions: {
    composite: false,
    incremental: false,
    noEmit: true,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    rootDir: '/',
  },
  files: ['fixture.ts'],
  include: [],
}

interface Line {
  readonly number: number
  readonly line: string
}

function saidOf(output: readonly string[], { number, line }: Line): Said {
  const begin = output.findIndex((text) => text.startsWith(`fixture.ts(${number},`))
  if (begin < 0) return { at: '', message: [] }

  const column = Number(/,(\d+)\)/.exec(output[begin] ?? '')?.[1])
  const rest = output.slice(begin + 1)
  const end = rest.findIndex((text) => !text.startsWith(' '))
  const message = [output[begin] ?? '', ...rest.slice(0, end < 0 ? undefined : end)]
  return {
    at: /^('[^']*'|[\w.]+|\W)/.exec(line.slice(column - 1))?.[0] ?? '',
    message: message.map((text) => text.replace(/^.*error TS\d+: /, '').trim()),
  }
}

function run(folder: string): Promise<readonly string[]> {
  const compiler = join(house, 'node_modules', '.bin', 'tsc')
  return new Promise((resolve) => {
    execFile(compiler, ['-p', folder], { cwd: folder }, (_failure, output) => {
      resolve(output.split('\n').filter((line) => line !== ''))
    })
  })
}
