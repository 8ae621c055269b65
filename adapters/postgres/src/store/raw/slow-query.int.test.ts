/** A raw query that would take for ever ends by itself, and its connection serves the next one. */
import { entities, officeOn } from '@plinth/testing/contracts'
import { postgresUrl } from '@plinth/testing/servers'
import { expect, test } from 'vitest'
import { ownDatabase } from '../own-database.contract.ts'
import { postgresDatabase } from '../postgres-database.ts'

const server = await postgresUrl()

test.skipIf(server === null)(
  'a query without an end is ended by the server',
  async () => {
    const own = await ownDatabase(server ?? '')
    const database = postgresDatabase(await own.connect({ connections: 1 }))
    await database.migrate(entities)
    const { orders } = await officeOn(database).read(async (desk) => desk)
    const digits = '(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))'
    const columns = Array.from({ length: 14 }, (_, at) => `${digits} as d${at}`)

    const slow = orders.raw(`select count(*) from ${columns.join(' cross join ')}`)

    await expect(slow).rejects.toMatchObject({ code: 'database.timeout' })
    expect(await orders.raw('select 1 as one')).toEqual([{ one: 1 }])
    await own.drop()
  },
  60_000,
)
