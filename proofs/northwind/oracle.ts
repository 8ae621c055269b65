/** Works out from the files alone what the system has to say after the import. */
import { centsOf, fractionOf, oneMinus, product, sumOf } from './cents.ts'
import { cellOf, type CsvRow } from './csv.ts'
import {
  type Facts,
  type LineFacts,
  type OrderFacts,
  sayFacts,
  sayLine,
  sayOrder,
} from './facts.ts'
import type { Source } from './source.ts'

/** Works the facts out. */
export function expectedFacts(source: Source): Facts {
  const orders = source.orders.map(orderOf)
  const lines = source.lines.map(lineOf)
  const told = (rows: readonly CsvRow[], columns: readonly string[]) =>
    rows.map((row) => sayFacts(...columns.map((column) => cellOf(row, column))))
  return {
    records: {
      categories: told(source.categories, ['CategoryID', 'CategoryName', 'Description']),
      suppliers: told(source.suppliers, ['SupplierID', 'CompanyName', 'City', 'Country']),
      products: source.products.map(productOf),
      customers: told(source.customers, ['CustomerID', 'CompanyName', 'City', 'Phone']),
      orders: orders.map(sayOrder),
      lines: lines.map(sayLine),
    },
    open: orders.filter(({ status }) => status !== 'shipped').length,
    lineSum: sumOf(lines.map(({ total }) => total)),
    freightSum: sumOf(orders.map(({ freight }) => freight)),
  }
}

/** A cell that an import has to put right, and to name. */
export interface UntidyCell {
  readonly line: number
  readonly column: string
  readonly value: string
}

/** Finds the cells with blanks around what they say. */
export function untidyCells(rows: readonly CsvRow[]): readonly UntidyCell[] {
  return rows.flatMap(({ line, cells }) =>
    [...cells].flatMap(([column, value]) =>
      value === value.trim() || value.trim() === '' ? [] : [{ line, column, value }],
    ),
  )
}

function productOf(row: CsvRow): string {
  return sayFacts(
    cellOf(row, 'ProductID'),
    cellOf(row, 'ProductName'),
    cellOf(row, 'SupplierID'),
    cellOf(row, 'CategoryID'),
    centsOf(fractionOf(given(row, 'UnitPrice'))),
    given(row, 'Discontinued') === '1',
  )
}

// Its dates say its state: what has no day of shipping has not been shipped.
function orderOf(row: CsvRow): OrderFacts {
  return {
    number: given(row, 'OrderID'),
    customer: given(row, 'CustomerID'),
    status: cellOf(row, 'ShippedDate') === null ? 'placed' : 'shipped',
    freight: centsOf(fractionOf(given(row, 'Freight'))),
    placedAt: instantOf(row, 'OrderDate'),
    shippedAt: instantOf(row, 'ShippedDate'),
    shipCity: cellOf(row, 'ShipCity'),
  }
}

function lineOf(row: CsvRow): LineFacts {
  const unitPrice = fractionOf(given(row, 'UnitPrice'))
  const discount = fractionOf(given(row, 'Discount'))
  const full = product(unitPrice, fractionOf(given(row, 'Quantity')))
  return {
    order: given(row, 'OrderID'),
    product: given(row, 'ProductID'),
    quantity: Number(given(row, 'Quantity')),
    unitPrice: centsOf(unitPrice),
    discount: Number(given(row, 'Discount')),
    total: centsOf(product(full, oneMinus(discount))),
  }
}

function given(row: CsvRow, column: string): string {
  const cell = cellOf(row, column)
  if (cell !== null) return cell
  throw new Error(`line ${row.line} has nothing in ${column}`)
}

// The dates of the files have no zone: they are meant in UTC.
function instantOf(row: CsvRow, column: string): number | null {
  const cell = cellOf(row, column)
  return cell === null ? null : Date.parse(`${cell.replace(' ', 'T')}Z`)
}
