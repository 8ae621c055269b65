/** Where the files of the system under proof are. */
import { fileURLToPath } from 'node:url'

/** The main file of the trading company. */
export const tradingMain: string = pathOf('../examples/trading/main.ts')

/** The file that composes it. */
export const tradingSystem: string = pathOf('../examples/trading/trading.ts')

/** The folder of the maps that its imports go by, with a slash at the end. */
export const tradingMaps: string = pathOf('../examples/trading/maps/')

/** The `plinth` command. */
export const plinthCommand: string = pathOf('../compose/bin/plinth.js')

/** The folder that the checkout stands in, with a slash at the end. */
export const besideCheckout: string = pathOf('../../')

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
