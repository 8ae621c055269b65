/** The work of the persistence benchmarks with Prisma: a transaction of two creates in one batch. */
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaClient } from './generated/client.ts'

/** Connects, and makes the work. */
export function persistence({ url, organizationId, width, values }) {
  const pool = new Pool({ connectionString: url, max: width, idleTimeoutMillis: 60_000 })
  pool.on('error', () => {})
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  const { total, placedAt, priority, ...rest } = values
  return {
    save: (id) => {
      const now = new Date()
      const order = {
        ...rest,
        ...{ id, organizationId, version: 1, createdAt: now, updatedAt: now, meta: {} },
        ...{ totalAmount: BigInt(total.amount), totalCurrency: total.currency },
        ...{ placedAt: new Date(placedAt), priority: BigInt(priority) },
      }
      const told = { organizationId, type: 'order.created', payload: values }
      return prisma.$transaction([
        prisma.order.create({ data: order }),
        prisma.outbox.create({ data: told }),
      ])
    },
    find: async (id) => {
      const order = await prisma.order.findFirst({ where: { organizationId, id, deletedAt: null } })
      return order?.number
    },
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
