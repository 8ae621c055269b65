/** Rules in SQL, on a server: another version, and a collation of its own. */
import { postgresUrl } from '@plinth/testing/servers'
import { afterAll, beforeAll, describe } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../store/own-database.contract.ts'
import { describeAgreement } from './contract/agreement.contract.ts'

const server = await postgresUrl()
const asGermansSort = `template template0 encoding 'utf8' locale_provider icu icu_locale 'de-DE'`

describe.skipIf(server === null)('on a server', () => {
  let database: OwnDatabase

  beforeAll(async () => {
    database = await ownDatabase(server ?? '', asGermansSort)
  })
  afterAll(() => database.drop())

  describeAgreement(() => database.connect())
})
