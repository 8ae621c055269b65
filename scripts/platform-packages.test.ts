/** What the lock file lacks when a registry served one platform alone. */
import { expect, test } from 'vitest'
import { missingPlatformPackages } from './platform-packages.ts'

test('the binary of another platform is written down as its name and version say', () => {
  const missing = missingPlatformPackages({
    'node_modules/tool': {
      dev: true,
      optionalDependencies: { 'tool-linux-x64': '1.2.3', '@tool/win32-arm64-msvc': '1.2.3' },
    },
    'node_modules/tool-linux-x64': { version: '1.2.3' },
  })

  expect(missing).toEqual({
    'node_modules/@tool/win32-arm64-msvc': {
      version: '1.2.3',
      os: ['win32'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    },
  })
})

test('an optional package asked for by a range cannot be written down unseen', () => {
  const entries = { 'node_modules/tool': { optionalDependencies: { 'tool-darwin-x64': '^1.2.3' } } }

  expect(() => missingPlatformPackages(entries)).toThrow('tool-darwin-x64@^1.2.3')
})
