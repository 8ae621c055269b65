/** Cron expressions in tests are read as everywhere. */
import { describeCron } from '../contracts.ts'
import { cronExpressions } from './cron.ts'

describeCron(cronExpressions)
