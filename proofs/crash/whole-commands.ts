/** Finds what was acknowledged and lost, and commands of which a part is stored and a part is not. */
import { groupBy } from './group-by.ts'
import type { Entry } from './journal.ts'
import type { StoredCompany, StoredLine, StoredOrder } from './stored-company.ts'

/** Names the orders that were acknowledged and are not there. */
export function lostOrders(
  journal: readonly Entry[],
  { orders }: StoredCompany,
): readonly string[] {
  const markById = new Map(orders.map(({ id, mark }) => [id, mark]))
  return journal.flatMap(({ mark, acknowledgedAs: id }) =>
    id === null || markById.get(id) === mark ? [] : [`${id} was acknowledged and is not there`],
  )
}

/** Names what was meant once and is there twice, and what is there and nobody meant. */
export function strayOrders(
  journal: readonly Entry[],
  { orders }: StoredCompany,
): readonly string[] {
  const meant = new Set(journal.map(({ mark }) => mark))
  const seen = new Set<number>()
  return orders.flatMap(({ id, mark }) => {
    if (mark === null) return []
    if (!meant.has(mark)) return [`nobody meant ${id}`]
    if (seen.has(mark)) return [`${id} is there beside another order of the same intent`]
    seen.add(mark)
    return []
  })
}

/**
 * Names the orders that are only half there: of each intent, acknowledged or not, the order, its lines
 * and the news of it are stored as they were meant, or nothing is.
 */
export function halfOrders(
  journal: readonly Entry[],
  { orders, lines, events }: StoredCompany,
): readonly string[] {
  const intents = new Map(journal.map((entry) => [entry.mark, entry]))
  const linesByOrder = groupBy(lines, ({ orderId }) => orderId)
  const placed = events.filter(({ type }) => type === 'sales.order.placed')
  const newsByOrder = groupBy(placed, ({ aggregateId }) => aggregateId)
  return orders.flatMap((order) => {
    const intent = order.mark === null ? undefined : intents.get(order.mark)
    if (!intent) return []
    const news = newsByOrder.get(order.id)?.length ?? 0
    const faults = orderFaults(order, intent, linesByOrder.get(order.id) ?? [])
    if (news !== 1) faults.push(`was told as placed ${news} times`)
    return faults.map((fault) => `${order.id} ${fault}`)
  })
}

function orderFaults(
  { customerId, status, number, total }: StoredOrder,
  intent: Entry,
  lines: readonly StoredLine[],
): string[] {
  const found = linesText(lines)
  const meant = linesText(intent.lines)
  const sum = lines.reduce((before, line) => before + line.total, 0)
  return [
    ...(customerId === intent.customerId ? [] : [`belongs to ${customerId}`]),
    ...(status === 'placed' && number !== null ? [] : [`is ${status}, with the number ${number}`]),
    ...(found === meant ? [] : [`has the lines ${found}, not ${meant}`]),
    ...(total === sum ? [] : [`comes to ${total}, and its lines to ${sum}`]),
  ]
}

function linesText(lines: readonly Pick<StoredLine, 'productId' | 'quantity'>[]): string {
  const texts = lines.map(({ productId, quantity }) => `${quantity} × ${productId}`)
  return texts.toSorted().join(', ') || 'none'
}
