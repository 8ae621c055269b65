/** Reads through the API what the system has to say after the import. */
import { type Api, readAll } from '../api/api.ts'
import { numberAt, textAt, valueAt } from '../api/json.ts'
import { sumOf } from './cents.ts'
import {
  type Facts,
  type LineFacts,
  type OrderFacts,
  sayFacts,
  sayLine,
  sayOrder,
} from './facts.ts'

/** Reads the facts. */
export async function observedFacts(api: Api): Promise<Facts> {
  const categories = await readAll(api, '/api/v1/catalog/categories')
  const suppliers = await readAll(api, '/api/v1/catalog/suppliers')
  const products = await readAll(api, '/api/v1/catalog/products')
  const customers = await readAll(api, '/api/v1/sales/customers')
  const stored = await readAll(api, '/api/v1/sales/orders')
  const codes = new Map([
    ...[...categories, ...suppliers, ...products, ...customers].map(pairWith('code')),
    ...stored.map(pairWith('number')),
  ])

  const orders = stored.map((record) => orderOf(record, codes))
  const storedLines = await readAll(api, '/api/v1/sales/order-lines')
  const lines = storedLines.map((record) => lineOf(record, codes))
  return {
    records: {
      categories: categories.map((record) => told(record, ['code', 'name', 'description'])),
      suppliers: suppliers.map((record) => told(record, ['code', 'name', 'city', 'country'])),
      products: products.map((record) => productOf(record, codes)),
      customers: customers.map((record) => told(record, ['code', 'name', 'city', 'phone'])),
      orders: orders.map(sayOrder),
      lines: lines.map(sayLine),
    },
    open: orders.filter(({ status }) => status !== 'shipped').length,
    lineSum: sumOf(lines.map(({ total }) => total)),
    freightSum: sumOf(orders.map(({ freight }) => freight)),
  }
}

/** What people call a record, by its id. */
type Codes = ReadonlyMap<string, string>

function pairWith(key: string): (record: unknown) => readonly [string, string] {
  return (record) => [textAt(record, 'id'), textAt(record, key)]
}

function told(record: unknown, keys: readonly string[]): string {
  return sayFacts(...keys.map((key) => textOrNull(record, key)))
}

function productOf(record: unknown, codes: Codes): string {
  return sayFacts(
    textAt(record, 'code'),
    textAt(record, 'name'),
    codeOf(record, 'supplierId', codes),
    codeOf(record, 'categoryId', codes),
    centsAt(record, 'unitPrice'),
    valueAt(record, 'discontinued') === true,
  )
}

function orderOf(record: unknown, codes: Codes): OrderFacts {
  return {
    number: textAt(record, 'number'),
    customer: codeOf(record, 'customerId', codes),
    status: textAt(record, 'status'),
    freight: centsAt(record, 'freight'),
    placedAt: instantOrNull(record, 'placedAt'),
    shippedAt: instantOrNull(record, 'shippedAt'),
    shipCity: textOrNull(record, 'shipCity'),
  }
}

function lineOf(record: unknown, codes: Codes): LineFacts {
  return {
    order: codeOf(record, 'orderId', codes),
    product: codeOf(record, 'productId', codes),
    quantity: numberAt(record, 'quantity'),
    unitPrice: centsAt(record, 'unitPrice'),
    discount: numberAt(record, 'discount'),
    total: centsAt(record, 'total'),
  }
}

function codeOf(record: unknown, key: string, codes: Codes): string {
  const id = textAt(record, key)
  return codes.get(id) ?? `unknown ${id}`
}

function centsAt(record: unknown, key: string): bigint {
  const currency = textAt(record, `${key}.currency`)
  if (currency !== 'USD') throw new Error(`${key} is in ${currency}, and Northwind trades in USD`)
  return BigInt(numberAt(record, `${key}.amount`))
}

function textOrNull(record: unknown, key: string): string | null {
  return valueAt(record, key) === null ? null : textAt(record, key)
}

function instantOrNull(record: unknown, key: string): number | null {
  return valueAt(record, key) === null ? null : numberAt(record, key)
}
