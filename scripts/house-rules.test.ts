/** The rules of the house that no linter knows, over every file that git tracks. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { missingPlatformPackages, readLock } from './platform-packages.ts'

const tracked = git('ls-files', '--cached', '--others', '--exclude-standard').filter(existsSync)
const sources = tracked.filter((file) => /\.(ts|mts|mjs)$/.test(file))

test('no file is named for being a bag', () => {
  const bags = /^(types|utils?|helpers?|common|constants|shared|misc|lib)$/

  const named = sources.filter((file) => file.split('/').some((part) => bags.test(stem(part))))

  expect(named).toEqual([])
})

test('every source file but a test opens with a sentence that says what it is for', () => {
  const plain = sources.filter((file) => !/\.test(-d)?\.ts$/.test(file))

  const silent = plain.filter((file) => !/^(#!.*\n)?\/\*\*(\s+\*)? \S/.test(read(file)))

  expect(silent).toEqual([])
})

test('no file is longer than 400 lines, but a front, which lists names', () => {
  const told = sources.filter((file) => basename(file) !== 'index.ts')

  const long = told.filter((file) => read(file).split('\n').length > 400)

  expect(long).toEqual([])
})

test('nothing is left for later', () => {
  const marks = /\b(TO[D]O|FIX[M]E)\b/

  expect(linesWith(marks)).toEqual([])
})

test('nothing names a path of one machine', () => {
  expect(linesWith(/(^|[\s"'`(=])\/(work|home|root|Users|farm)\//)).toEqual([])
})

test('classes inherit from errors and from BaseRepository alone, or name the records of an entity', () => {
  const heirs = sources.flatMap((file) =>
    [...read(file).matchAll(/\bclass ([A-Z]\w*)(?:<.*>)? extends (\w+)/g)]
      .filter(([, , parent]) => !/(Error|^BaseRepository|^entityClass)$/.test(parent ?? ''))
      .map(([text]) => `${file}: ${text}`),
  )

  expect(heirs).toEqual([])
})

test('core depends on nothing', () => {
  const core: unknown = JSON.parse(read('core/package.json'))

  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
    expect(core).not.toHaveProperty(kind)
  }
})

test('the lock file names no registry', () => {
  const hosts = read('package-lock.json').match(/"resolved": "https?:.*"/g)

  expect(hosts).toBeNull()
})

test('the lock file knows the packages of every platform, or else: npm run lock', () => {
  const { packages } = readLock(read('package-lock.json'))

  const missing = missingPlatformPackages(packages)

  expect(Object.keys(missing)).toEqual([])
})

test('what a package shows has a sentence', () => {
  const reports = tracked.filter((file) => file.endsWith('.api.md'))

  const silent = reports.flatMap((file) =>
    [...read(file).matchAll(/^\/\/ @public \(undocumented\)\n(.*)/gm)].map(
      ([, declaration]) => `${file}: ${declaration}`,
    ),
  )

  expect(silent).toEqual([])
})

function linesWith(pattern: RegExp): string[] {
  const texts = tracked.filter((file) => !/package-lock\.json$|\.(tgz|gz|png|csv)$/.test(file))
  return texts.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  )
}

function stem(part: string): string {
  return basename(part).replace(/\..*$/, '')
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}

function git(...command: string[]): string[] {
  return execFileSync('git', command, { encoding: 'utf8' }).split('\n').filter(Boolean)
}
