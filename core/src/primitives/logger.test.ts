/** The silent logger says nothing, and troubles nobody. */
import { describeLogger } from '@plinth/testing/contracts'
import { silentLogger } from './logger.ts'

describeLogger(() => ({ logger: silentLogger }))
