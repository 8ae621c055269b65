/** Finds what the news of an order did to the stock twice, or not at all. */
import type { StoredCompany, StoredLine } from './stored-company.ts'

const subscription = 'inventory.reserve-stock'

/** Names the deliveries that are not done: no receipt of a placed order, or events that still wait. */
export function undelivered({ events, receipts, waiting }: StoredCompany): readonly string[] {
  const handled = new Set(receipts)
  const placed = events.filter(({ type }) => type === 'sales.order.placed')
  const open = placed.filter(({ id }) => !handled.has(`${subscription} ${id}`))
  return [
    ...(waiting === 0 ? [] : [`${waiting} events still wait in the outbox`]),
    ...open.map(({ aggregateId }) => `nobody has heard that ${aggregateId} was placed`),
  ]
}

/** Names each effect that is not there exactly once: reservations by order, and what they come to. */
export function wrongEffects(company: StoredCompany): readonly string[] {
  return [...wrongReservations(company), ...wrongNews(company), ...wrongStock(company)]
}

// What was placed through the system; an order that came with the demo has reserved nothing.
function placedLines({ orders, lines }: StoredCompany): readonly StoredLine[] {
  const placed = new Set(orders.flatMap(({ id, mark }) => (mark === null ? [] : [id])))
  return lines.filter(({ orderId }) => placed.has(orderId))
}

function wrongReservations(company: StoredCompany): readonly string[] {
  const productOf = new Map(company.stock.map(({ id, productId }) => [id, productId]))
  const wanted = placedLines(company).map(
    ({ orderId, productId, quantity }) => `${orderId}: ${quantity} × ${productId}`,
  )
  const found = company.reservations.map(
    ({ orderId, stockItemId, quantity }) =>
      `${orderId}: ${quantity} × ${productOf.get(stockItemId) ?? stockItemId}`,
  )
  return [
    ...without(wanted, found).map((line) => `not reserved: ${line}`),
    ...without(found, wanted).map((line) => `reserved, and not wanted or once too often: ${line}`),
  ]
}

function wrongNews({ events, reservations }: StoredCompany): readonly string[] {
  const told = events
    .filter(({ type }) => type === 'inventory.stock.reserved')
    .map(({ aggregateId, orderId }) => `${aggregateId} for ${orderId}`)
  const done = reservations.map(({ stockItemId, orderId }) => `${stockItemId} for ${orderId}`)
  return [
    ...without(done, told).map((effect) => `reserved and not told: ${effect}`),
    ...without(told, done).map((effect) => `told, and not reserved or once too often: ${effect}`),
  ]
}

function wrongStock(company: StoredCompany): readonly string[] {
  const wanted = new Map<string, number>()
  for (const { productId, quantity } of placedLines(company)) {
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity)
  }
  return company.stock.flatMap(({ productId, reserved }) => {
    const sum = wanted.get(productId) ?? 0
    return reserved === sum ? [] : [`${productId}: ${reserved} reserved, and ${sum} ordered`]
  })
}

/** What is in the first list and not in the second, each as often as it is missing. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1)
  return list.filter((item) => {
    const count = left.get(item) ?? 0
    left.set(item, count - 1)
    return count <= 0
  })
}
