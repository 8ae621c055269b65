/** Runs every test from source, with no build: packages resolve by the condition plinth-source. */
import process from 'node:process'
import { defineConfig } from 'vitest/config'

const conditions = ['plinth-source']

/** Coverage says something of a whole run alone: not of one folder, nor of a run that watches. */
const isWhole = process.argv.slice(2).join(' ') === 'run'

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/src/**/*.test.ts', '{examples,bench,proofs,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules', '**/dist', 'bench/peers'],
    execArgv: ['--conditions=plinth-source'],
    setupFiles: ['./scripts/property-seed.ts'],
    reporters: ['default', './scripts/coverage-lines.ts', './testing/src/closing-lines.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
    coverage: {
      enabled: isWhole,
      include: ['{core,compose,testing}/src/**/*.ts', 'adapters/*/src/**/*.ts', 'examples/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.contract.ts', '**/index.ts'],
      reporter: [],
      thresholds: { lines: 85, 'core/src/**': { lines: 95 } },
    },
  },
})
