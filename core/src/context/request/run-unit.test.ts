/** A unit runs until it is committed, again where that may help, or leaves nothing. */
import { expect, test } from 'vitest'
import { repeat, usualKeep } from '../../cqrs/index.ts'
import { defineEntity, entitySchema } from '../../entity/index.ts'
import { ConflictError, CoreError } from '../../errors/index.ts'
import {
  type LogFacts,
  type Platform,
  silentLogger,
  systemPlatform,
} from '../../primitives/index.ts'
import { memoryDatabase, repositoryTools, stale, type UnitOfWork } from '../../repository/index.ts'
import { field } from '../../schema/index.ts'
import { runUnit as runOnce, type UnitWork } from './run-unit.ts'

const definition = defineEntity({
  name: 'Note',
  idPrefix: 'not_',
  fields: { text: field.string() },
})
const schema = entitySchema(definition, { namespace: 'notes' })
const scope = { organizationId: 'org_a', actorId: null, correlationId: 'c', causedBy: null }

test('what the work stages is committed when it is done, and the committer is told', async () => {
  const { database, kernel, commits } = newKernel()

  const id = await runUnit(kernel, { scope, work: write(database) })

  expect(commits()).toBe(1)
  expect(await stored(database)).toEqual([id])
})

test('a unit that met a change runs again, whole, and then commits once', async () => {
  const { database, kernel } = newKernel({ failures: [stale(schema, 'not_1', versions)] })
  let runs = 0

  await runUnit(kernel, {
    scope,
    work: (unit) => {
      runs++
      return write(database)(unit)
    },
  })

  expect(runs).toBe(2)
  expect(await stored(database)).toHaveLength(1)
})

test('a unit that meets a change each time is a conflict after the fourth try', async () => {
  const failures = Array.from({ length: 9 }, () => stale(schema, 'not_1', versions))
  const { database, kernel, flushes } = newKernel({ failures })

  const running = runUnit(kernel, { scope, work: write(database) })

  await expect(running).rejects.toBeInstanceOf(ConflictError)
  expect(flushes()).toBe(4)
})

test('where records are not versioned a conflict is tried again until it is none', async () => {
  const merging = { ...schema, versioned: false }
  const failures = Array.from({ length: 20 }, () => stale(merging, 'not_1', versions))
  const { kernel, database, flushes } = newKernel({ failures })

  await runUnit(kernel, { scope, work: write(database) })

  expect(flushes()).toBe(21)
})

test('what the database says is worth another try gets one; anything else does not', async () => {
  const contention = new CoreError('database.contention', 'busy', {}, { transient: true })
  const patient = newKernel({ failures: [contention] })
  const hopeless = newKernel({ failures: [new CoreError('database.failed', 'broken')] })

  await runUnit(patient.kernel, { scope, work: write(patient.database) })
  const failing = runUnit(hopeless.kernel, { scope, work: write(hopeless.database) })

  await expect(failing).rejects.toThrow('broken')
  expect(patient.flushes()).toBe(2)
  expect(hopeless.flushes()).toBe(1)
})

test('what fails after the commit neither undoes it nor keeps the rest from following', async () => {
  const { database, kernel, flushes, logged } = newKernel()
  const trouble = new CoreError('realtime.full', 'no room', {}, { transient: true })
  let followed = 0

  await runUnit(kernel, {
    scope,
    work: (unit) => {
      unit.afterCommit(() => {
        throw trouble
      })
      unit.afterCommit(() => void followed++)
      return write(database)(unit)
    },
  })

  expect([flushes(), followed]).toEqual([1, 1])
  expect(logged).toEqual([{ error: trouble }])
})

test('work that throws commits nothing', async () => {
  const { database, kernel, flushes } = newKernel()

  const failing = runUnit(kernel, {
    scope,
    work: async (unit) => {
      await write(database)(unit)
      throw new Error('changed my mind')
    },
  })

  await expect(failing).rejects.toThrow('changed my mind')
  expect(flushes()).toBe(0)
})

test('work runs again when what it reads is in trouble for a moment', async () => {
  const { database, kernel } = newKernel()
  let runs = 0

  await runUnit(kernel, {
    scope,
    work: (unit) => {
      runs++
      if (runs === 1) throw new CoreError('database.unreachable', 'gone', {}, { transient: true })
      return write(database)(unit)
    },
  })

  expect(runs).toBe(2)
  expect(await stored(database)).toHaveLength(1)
})

test('trouble that takes longer than anybody waits is told at the first try', async () => {
  const { kernel } = newKernel()
  const { clock } = kernel.platform
  let seconds = 0
  const slow = { ...kernel.platform, clock: { ...clock, elapsed: () => seconds * 1_000 } }
  let runs = 0

  const failing = runUnit(
    { ...kernel, platform: slow },
    {
      scope,
      work: () => {
        runs++
        seconds += 10
        throw new CoreError('database.timeout', 'busy', {}, { transient: true })
      },
    },
  )

  await expect(failing).rejects.toThrow('busy')
  expect(runs).toBe(1)
})

test('a stale version that the caller brought is told at once', async () => {
  const { kernel } = newKernel()
  let runs = 0

  const failing = runUnit(kernel, {
    scope,
    work: () => {
      runs++
      throw stale(schema, 'not_1', versions)
    },
  })

  await expect(failing).rejects.toMatchObject({ code: 'entity.stale' })
  expect(runs).toBe(1)
})

test('a unit that sees a record change under it runs again', async () => {
  const { database, kernel } = newKernel()
  const id = await runUnit(kernel, { scope, work: write(database) })
  let runs = 0

  await runUnit(kernel, {
    scope,
    work: async (unit) => {
      runs++
      const repository = notesOf(database, unit)
      await repository.findById(id)
      if (runs === 1) await runUnit(kernel, { scope, work: change(database, id) })
      const { data } = await repository.findMany()
      await repository.saveBatch(data.map((row) => ({ ...row, text: `${String(row['text'])}!` })))
    },
  })

  expect(runs).toBe(2)
  expect(await stored(database)).toEqual([id, id, id])
})

test('what comes after its command has failed is refused, not lost in silence', async () => {
  const { database, kernel } = newKernel()
  const units: UnitOfWork[] = []
  const failing = runUnit(kernel, {
    scope,
    work: (unit) => {
      units.push(unit)
      throw new Error('changed my mind')
    },
  })
  await expect(failing).rejects.toThrow('changed my mind')

  const late = units.map(write(database))

  await expect(Promise.all(late)).rejects.toMatchObject({ code: 'unit.ended' })
})

function runUnit<R>(kernel: Parameters<typeof runOnce>[0], unit: UnitWork<R>): Promise<R> {
  return repeat(() => runOnce(kernel, unit), { platform: kernel.platform })
}

const versions = { expected: 1, actual: 2 }

function newKernel({ failures = [] }: { readonly failures?: readonly Error[] } = {}) {
  const database = memoryDatabase()
  const queue = [...failures]
  let flushed = 0
  let told = 0
  const logged: unknown[] = []
  const kernel = {
    platform: impatient(),
    logger: { ...silentLogger, error: (_: string, facts?: LogFacts) => void logged.push(facts) },
    idempotencyTtl: usualKeep,
    committed: () => void told++,
    database: {
      ...database,
      flush: async (changes: ReturnType<UnitOfWork['seal']>) => {
        flushed++
        const failure = queue.shift()
        if (failure) throw failure
        await database.flush(changes)
      },
    },
  }
  return { database, kernel, logged, flushes: () => flushed, commits: () => told }
}

/** A platform on which pauses end at once. */
function impatient(): Platform {
  const platform = systemPlatform()
  const after: Platform['clock']['after'] = (_, callback) => platform.clock.after(0, callback)
  return { ...platform, clock: { ...platform.clock, after } }
}

function notesOf(database: ReturnType<typeof memoryDatabase>, unit: UnitOfWork) {
  return database.repository(schema, unit, repositoryTools(database, systemPlatform()))
}

function write(database: ReturnType<typeof memoryDatabase>) {
  return async (unit: UnitOfWork): Promise<string> => {
    const { id } = await notesOf(database, unit).save({ text: 'hello' })
    return id
  }
}

function change(database: ReturnType<typeof memoryDatabase>, id: string) {
  return async (unit: UnitOfWork): Promise<void> => {
    const repository = notesOf(database, unit)
    await repository.save({ ...(await repository.findByIdOrFail(id)), text: 'changed' })
  }
}

async function stored(database: ReturnType<typeof memoryDatabase>): Promise<readonly string[]> {
  const events = await database.outbox.pending(10, [])
  return events.map(({ aggregateId }) => aggregateId)
}
