/** Prints after a whole run how many lines the tests have reached, package by package. */
import path from 'node:path'
import type { Reporter } from 'vitest/node'

/** What the coverage provider hands over, as far as it is read here. */
interface CoverageMap {
  files(): readonly string[]
  fileCoverageFor(file: string): { toSummary(): { readonly lines: Lines } }
}

interface Lines {
  readonly total: number
  readonly covered: number
}

/** A reporter of vitest. */
export default class CoverageLines implements Reporter {
  onCoverage(coverage: unknown): void {
    if (!isCoverageMap(coverage)) return

    const packages = new Map<string, Lines>()
    for (const file of coverage.files()) {
      const lines = coverage.fileCoverageFor(file).toSummary().lines
      for (const name of [packageOf(file), 'all']) {
        packages.set(name, sum(packages.get(name) ?? { total: 0, covered: 0 }, lines))
      }
    }
    console.log('\nlines reached by the tests')
    for (const [name, { covered, total }] of [...packages].toSorted(([one], [other]) =>
      one.localeCompare(other),
    )) {
      console.log(`  ${name.padEnd(20)} ${((100 * covered) / total).toFixed(1)} % of ${total}`)
    }
  }
}

function packageOf(file: string): string {
  const [folder = '', ...rest] = path.relative('.', file).split(path.sep)
  return ['adapters', 'examples'].includes(folder) ? `${folder}/${rest[0]}` : folder
}

function sum(one: Lines, other: Lines): Lines {
  return { total: one.total + other.total, covered: one.covered + other.covered }
}

function isCoverageMap(value: unknown): value is CoverageMap {
  return typeof value === 'object' && value !== null && 'fileCoverageFor' in value
}
