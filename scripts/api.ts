/** Writes what the packages show to their users into `api/`, or (`--check`) compares it with what is there. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { readWorkspaces, type Workspace } from './workspaces.ts'

const reports = resolve('api')
const fresh = resolve('node_modules/.cache/api')

mkdirSync(reports, { recursive: true })
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const changed = readWorkspaces('.')
  .filter(({ isPublished }) => isPublished)
  .filter((workspace) => {
    const told = workspace.entries.map((entry) => report(workspace, entry, values.check))
    return told.includes(false)
  })

if (changed.length > 0) {
  const names = changed.map(({ name }) => name).join(', ')
  console.error(`\nThe API of ${names} is not what api/ says. If that is meant: npm run api`)
  process.exitCode = 1
}

if (!writeCodes(values.check)) {
  console.error(
    '\nThe codes of errors are not what api/error-codes.md says. If that is meant: npm run api',
  )
  process.exitCode = 1
}

/** Extracts the API of one entry of a package; false when its report in `api/` says something else. */
function report({ folder, name }: Workspace, entry: string, isCheck: boolean): boolean {
  if (!existsSync(typesOf(folder, entry))) throw new Error(`${name} is not built: npm run build`)

  const file = `${basename(folder)}${entry === 'index' ? '' : `-${entry}`}.api.md`
  const { apiReportChanged, errorCount } = Extractor.invoke(configOf(folder, entry, file), {
    localBuild: !isCheck,
    messageCallback(message) {
      message.handled = message.logLevel !== ExtractorLogLevel.Error
    },
  })
  if (errorCount > 0) throw new Error(`the API of ${name} cannot be read`)
  if (!apiReportChanged) return true

  if (isCheck) showDifference(file)
  return !isCheck
}

/** Has the page of error codes written by the test that holds it; false when it says something else. */
function writeCodes(isCheck: boolean): boolean {
  const test = 'adapters/http/src/problem/error-page.test.ts'
  const update = isCheck ? [] : ['--update']
  const { status, stdout } = spawnSync('vitest', ['run', test, ...update], { encoding: 'utf8' })
  if (status !== 0) console.error(stdout)
  return status === 0
}

function configOf(folder: string, entry: string, reportFileName: string): ExtractorConfig {
  const silent = { default: { logLevel: ExtractorLogLevel.None } }
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: resolve(folder, 'package.json'),
    configObject: {
      newlineKind: 'lf',
      projectFolder: resolve(folder),
      mainEntryPointFilePath: typesOf(folder, entry),
      compiler: { overrideTsconfig: compilerSettings(folder, entry) },
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: reports,
        reportTempFolder: fresh,
      },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
  })
}

// The declarations are read as a user's compiler reads them: from dist, through the packages' names.
function compilerSettings(folder: string, entry: string): object {
  return {
    compilerOptions: {
      target: 'es2023',
      lib: ['es2023'],
      module: 'nodenext',
      types: folder === 'core' ? [] : ['node'],
      strict: true,
      skipLibCheck: true,
    },
    files: [typesOf(folder, entry)],
  }
}

function typesOf(folder: string, entry: string): string {
  return resolve(folder, `dist/${entry}.d.ts`)
}

function showDifference(file: string): void {
  spawnSync('diff', ['-uN', join(reports, file), join(fresh, file)], {
    stdio: 'inherit',
  })
}
