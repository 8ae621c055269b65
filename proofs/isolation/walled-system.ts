/** Runs the trading company with the walls that a proof leaves standing. */
import { compose, type DatabaseAdapter } from 'plinth'
import type { System } from '@plinth/core/runtime'
import { trading } from '@plinth/example-trading/trading.ts'
import { developmentIdentity, httpServer } from '@plinth/http'
import { postgresDatabase, type SqlDriver } from '@plinth/postgres'
import type { Ground } from '../ground/ground.ts'
import { leaveNothing } from '../leftovers.ts'
import { takePoliciesAway, type Walls, withoutPredicates } from './walls.ts'

/** A system that serves requests. */
export interface WalledSystem {
  readonly url: string
  readonly system: System
  /** The driver that the system works with: without predicates, when they are taken away. */
  readonly driver: SqlDriver
  /** The statements from which a predicate was taken. */
  readonly taken: () => number
  /** The driver as it is, to look at what is stored. */
  readonly plain: SqlDriver
  stop(): Promise<void>
}

/** The role of whoever probes: he may do everything there is, in his own organization. */
export const proverRole = 'prover'

/** Starts it. The policies go once the boot has checked them: it would not start without. */
export async function startWalled(ground: Ground, walls: Walls): Promise<WalledSystem> {
  const plain = await ground.open()
  const opened = walls.predicates ? null : withoutPredicates(plain)
  const driver = opened ?? plain
  const database: DatabaseAdapter = {
    async open() {
      return { database: postgresDatabase(driver), place: driver.place, survives: 'nothing' }
    },
  }
  const { name, modules } = trading
  const roles = { ...trading.roles, [proverRole]: ['*'] }
  const composition = compose({ name, modules, roles, adapters: { database } })
  const { permissions } = composition

  const variables = { APP_ENV: 'development', ...ground.variables }
  const system = await composition.open({ variables })
  const identity = developmentIdentity({ environment: 'development', host: '127.0.0.1' })
  const server = httpServer(system, { identity, permissions, port: 0 })
  const stop = leaveNothing(async () => {
    await server.stop()
    await system.stop()
  })
  const { url } = await server.start()
  if (!walls.policies) await takePoliciesAway(plain)
  return { url, system, driver, taken: opened?.taken ?? (() => 0), plain, stop }
}
