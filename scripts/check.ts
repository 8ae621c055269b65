/** Runs the steps of `npm run check` one after the other, with their times, and stops at the first that fails. */
import { spawnSync } from 'node:child_process'

const steps = {
  build: 'types of everything, tests included, and the packages in dist/',
  lint: 'code rules',
  boundaries: 'who may import whom',
  format: 'layout',
  api: 'what the packages show, against api/',
  unused: 'dead files, exports and dependencies',
  packages: 'what the packed packages hold',
  size: 'what a part of core weighs in a bundle',
}

for (const [step, purpose] of Object.entries(steps)) {
  console.log(`\n▸ check:${step}   ${purpose}`)
  const start = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', `check:${step}`], { stdio: 'inherit' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (status !== 0) {
    console.error(`\n✗ check:${step} failed after ${seconds} s; again: npm run check:${step}`)
    process.exit(1)
  }
  console.log(`  ${seconds} s`)
}
