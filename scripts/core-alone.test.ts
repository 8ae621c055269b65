/** Core compiles without a host: no Node module, no timer, no console, no clock of a browser. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'plinth-core-alone-'))

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['setTimeout(() => undefined, 1)', "Cannot find name 'setTimeout'"],
  ["import 'node:http'", "for side-effect import of 'node:http'"],
  ["import { readFileSync } from 'node:fs'", "Cannot find name 'node:fs'"],
  ['console.log(1)', "Cannot find name 'console'"],
  ['performance.now()', "Cannot find name 'performance'"],
  ['process.exit()', "Cannot find name 'process'"],
])("with core's settings %s does not compile", (line, complaint) => {
  const answer = compileInCore(line)

  expect(answer).toContain(complaint)
})

test("with core's settings plain code compiles", () => {
  const answer = compileInCore('export const sum: number = [1, 2].at(-1) ?? 0')

  expect(answer).toBe('')
})

function compileInCore(line: string): string {
  const settings = {
    extends: resolve('core/tsconfig.json'),
    compilerOptions: { rootDir: '.', noEmit: true, composite: false },
    include: ['probe.mts'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  writeFileSync(join(folder, 'probe.mts'), `${line}\nexport {}\n`)
  return spawnSync('tsc', ['-p', folder], { encoding: 'utf8' }).stdout
}
