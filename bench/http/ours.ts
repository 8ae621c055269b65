/** The server of the HTTP benchmarks: customers and orders on Plinth. */
import { defineModule } from '@plinth/core'
import { compose, postgres } from 'plinth'
import { Customer, Order } from '../persistence/order.ts'
import { width } from '../persistence/where.ts'

const bench = defineModule({ id: 'bench', version: '1.0.0', entities: [Customer, Order] })

const system = compose({
  name: 'bench',
  modules: [bench],
  roles: { clerk: ['bench.*'] },
  ...(process.env['DATABASE_URL'] && { adapters: { database: postgres({ connections: width }) } }),
  development: { actor: { roles: ['clerk'] } },
})

await system.start()
