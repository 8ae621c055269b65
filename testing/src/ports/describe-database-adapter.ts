/** What every database adapter must do: open a database that answers, and say where it is and what a crash leaves. */
import type { Database } from '@plinth/core/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entities, officeOn } from '../database/shop.ts'

/** What a `DatabaseAdapter` of Plinth opens. */
export interface OpenedDatabase {
  readonly database: Database
  readonly place: string
  readonly survives: string
}

/** How the suite opens a database, and what must not be told of it. */
export interface DatabaseAdapterGround {
  /** Opens a database that is new and empty. */
  readonly open: () => Promise<OpenedDatabase>
  /** What the way to it holds and nobody may read: the password in its address. Default: nothing. */
  readonly secrets?: readonly string[]
}

/** Runs the suite. What the opened database itself has to do is said by `describeDatabase`. */
export function describeDatabaseAdapter({ open, secrets = [] }: DatabaseAdapterGround): void {
  describe('as every database adapter', () => {
    let opened: OpenedDatabase
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.database.close())

    test('what it opens answers, and keeps records once it is migrated', async () => {
      const { database } = opened
      await expect(database.ping()).resolves.toBeUndefined()
      await database.migrate(entities)
      const office = officeOn(database)

      const saved = await office.change(({ customers }) => customers.save({ name: 'Ada' }))

      expect(await office.read(({ customers }) => customers.findById(saved.id))).toEqual(saved)
    })

    test('it says in one line where the data is, and no secret with it', () => {
      const { place } = opened

      expect(place).toMatch(/^\P{Cc}{1,200}$/u)
      for (const secret of secrets) expect(place).not.toContain(secret)
    })

    test('it says what a crash leaves of the data', () => {
      expect(survivals).toContain(opened.survives)
    })
  })
}

const survivals = ['a crash of this process, not a power cut', 'a power cut', 'nothing']
