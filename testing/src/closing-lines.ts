/** Ends a test run with what was skipped for lack of a server, and one line of totals. */
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { postgresHost, postgresUrl } from './servers.ts'

/** A vitest reporter; vitest takes it by path and makes one of it. */
export default class ClosingLines implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]) {
    const unserved = testsIn(modules.filter(needsServer)).filter(isSkipped)
    if (unserved.length > 0 && (await postgresUrl()) === null) {
      console.log(` skipped: Postgres (no server at ${postgresHost()}): ${unserved.length} tests`)
    }
    console.log(totalsOf(modules))
  }
}

function totalsOf(modules: readonly TestModule[]): string {
  const tests = testsIn(modules)
  const broken = modules.filter((module) => module.errors().length > 0).length
  const passed = tests.filter((test) => test.result().state === 'passed').length
  const failed = tests.filter((test) => test.result().state === 'failed').length + broken
  const skipped = tests.filter(isSkipped).length
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function testsIn(modules: readonly TestModule[]): TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests()])
}

function needsServer({ moduleId }: TestModule): boolean {
  return moduleId.endsWith('.int.test.ts')
}

function isSkipped(test: TestCase): boolean {
  return test.result().state === 'skipped'
}
