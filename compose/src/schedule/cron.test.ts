/** Cron expressions of a composed system are read as everywhere. */
import { describeCron } from '@plinth/testing/contracts'
import { cronExpressions } from './cron.ts'

describeCron(cronExpressions)
