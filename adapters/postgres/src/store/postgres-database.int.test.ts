/** A server keeps the contract of every database. */
import { describeDatabase } from '@plinth/testing/contracts'
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, describe } from 'vitest'
import { type OwnDatabase, ownDatabase } from './own-database.contract.ts'
import { postgresDatabase } from './postgres-database.ts'

const server = await postgresUrl()

describe.skipIf(server === null)('on a server', () => {
  let own: OwnDatabase | null = null
  afterAll(async () => own?.drop())

  describeDatabase(async () => {
    own = await ownDatabase(server ?? '')
    return postgresDatabase(await own.connect())
  })
})
