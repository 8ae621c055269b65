/** Rules in SQL, on the embedded Postgres. */
import { openEmbedded } from '../embedded/index.ts'
import { describeAgreement } from './contract/agreement.contract.ts'

describeAgreement(() => openEmbedded())
