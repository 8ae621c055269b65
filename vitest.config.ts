/** Runs every test from source, with no build: packages resolve by the condition plinth-source. */
import { defineConfig } from 'vitest/config'

const conditions = ['plinth-source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/src/**/*.test.ts', '{examples,bench,proofs,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules', '**/dist', 'bench/peers'],
    execArgv: ['--conditions=plinth-source'],
    setupFiles: ['./scripts/property-seed.ts'],
    reporters: ['default', './testing/src/closing-lines.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
  },
})
