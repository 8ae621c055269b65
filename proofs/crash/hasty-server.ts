/** Runs the trading company on a database that acknowledges before it commits: it must be caught. */
import { trading } from '@plinth/example-trading/trading.ts'
import { compose, type DatabaseAdapter, embedded, postgres } from 'plinth'
import { hasty } from './hasty-database.ts'

const database: DatabaseAdapter = {
  async open(setting) {
    const adapter = setting.configuration.databaseUrl ? postgres() : embedded()
    const opened = await adapter.open(setting)
    return { ...opened, database: hasty(opened.database) }
  },
}

const { name, modules, roles, development } = trading
await compose({ name, modules, roles, development, adapters: { database } }).start()
