/** Migration of the embedded Postgres. */
import { openEmbedded } from '../embedded/index.ts'
import { describeMigration } from './contract/migrate.contract.ts'

describeMigration(() => openEmbedded())
