/** The databases that come with Plinth keep the contract of every database adapter. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemPlatform } from '@plinth/core/runtime'
import { describeDatabaseAdapter } from '@plinth/testing/contracts'
import { afterAll, describe } from 'vitest'
import { readConfiguration } from '../configuration/configuration.ts'
import { configuredDatabase, embedded, memory } from './adapters.ts'

const directory = mkdtempSync(join(tmpdir(), 'plinth-adapters-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('in memory', () => {
  describeDatabaseAdapter({ open: () => memory().open(setting()) })
})

describe('embedded', () => {
  const dataDir = join(directory, 'embedded')
  describeDatabaseAdapter({ open: () => embedded({ dataDir }).open(setting()) })
})

describe('what the environment names', () => {
  const variables = { PLINTH_DATA_DIR: join(directory, 'configured') }
  describeDatabaseAdapter({ open: () => configuredDatabase().open(setting(variables)) })
})

function setting(variables: Readonly<Record<string, string>> = {}) {
  const configuration = readConfiguration(variables)
  const system = { name: 'shop' }
  return { system, configuration, platform: systemPlatform(), logger: silentLogger }
}
