/** Runs the trading company. */
import { trading } from './trading.ts'

await trading.start()
