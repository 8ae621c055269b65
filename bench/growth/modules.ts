/** Many modules that need one another, checked together and put on a database in memory. */
import { defineEntity, defineModule, defineRule, field, type ModuleDefinition } from '@plinth/core'
import { createSystem, memoryDatabase } from '@plinth/core/runtime'
import type { Contest } from '../harness/benchmark.ts'

/** Sets up so many modules; an operation is one of them in a system that is made, not started. */
export function modulesContest(count: number): Contest {
  const modules = manyModules(count)
  const permissions = { permits: () => true }
  const run = (times: number) => {
    for (let time = 0; time < times; time++) {
      const system = createSystem({ modules, database: memoryDatabase(), permissions })
      if (system.entities.length !== count) throw new Error('modules are missing')
    }
  }
  return { clock: 'cpu', operations: count, ours: { name: 'ours', run } }
}

/** Makes modules of which each needs up to three that came before it: half of them far before. */
function manyModules(count: number): readonly ModuleDefinition[] {
  const modules: ModuleDefinition[] = []
  for (let index = 0; index < count; index++) {
    const before = new Set([index - 1, index >> 1, index >> 2].filter((at) => at >= 0))
    before.delete(index)
    const dependsOn = [...before].flatMap((at) => modules[at] ?? [])
    modules.push(moduleOf(index, dependsOn))
  }
  return modules
}

function moduleOf(index: number, dependsOn: readonly ModuleDefinition[]): ModuleDefinition {
  const id = `module${index}`
  const Thing = defineEntity({
    name: `Thing${index}`,
    idPrefix: `t${index}_`,
    fields: {
      name: field.string({ maxLength: 20 }),
      total: field.integer(),
      status: field.oneOf(['open', 'done'], { default: 'open' }),
    },
  })
  const isLarge = defineRule(`${id}.is-large`, Thing, {
    and: [
      { field: 'entity.total', op: 'gt', value: 100 },
      { field: 'entity.status', op: 'eq', value: 'open' },
    ],
  })
  return defineModule({ id, version: '1.0.0', dependsOn, entities: [Thing], rules: [isLarge] })
}
