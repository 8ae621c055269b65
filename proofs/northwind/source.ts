/** Finds the Northwind files, which are no part of this repository. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { besideCheckout } from '../trading-files.ts'
import { type CsvRow, parseCsv } from './csv.ts'

/** A file that is imported: the entity that its rows become, and the map that they go by. */
export interface SourceFile {
  readonly name: string
  readonly entity: string
  readonly map: string
}

/** The files, in the order in which one refers to another. */
export const sourceFiles = {
  categories: { name: 'Categories.csv', entity: 'Category', map: 'categories.json' },
  suppliers: { name: 'Suppliers.csv', entity: 'Supplier', map: 'suppliers.json' },
  products: { name: 'Products.csv', entity: 'Product', map: 'products.json' },
  customers: { name: 'Customers.csv', entity: 'Customer', map: 'customers.json' },
  orders: { name: 'Orders.csv', entity: 'Order', map: 'orders.json' },
  lines: { name: 'Order_Details.csv', entity: 'OrderLine', map: 'order-lines.json' },
} as const satisfies Readonly<Record<string, SourceFile>>

/** What the files are about. */
export type Subject = keyof typeof sourceFiles

/** All of it, in the order of the files. */
export const subjects: readonly Subject[] = [
  'categories',
  'suppliers',
  'products',
  'customers',
  'orders',
  'lines',
]

/** The rows of every file. */
export type Source = Readonly<Record<Subject, readonly CsvRow[]>>

/** The folder: `NORTHWIND_DIR`, or `shared/data/northwind` beside the checkout. */
export function sourceFolder(): string {
  return process.env['NORTHWIND_DIR'] || join(besideCheckout, 'shared/data/northwind')
}

/** Names the files that are not in the folder. */
export function missingFiles(folder: string): readonly string[] {
  const names = subjects.map((subject) => sourceFiles[subject].name)
  return names.filter((name) => !existsSync(join(folder, name)))
}

/** Reads all files. */
export async function readSource(folder: string): Promise<Source> {
  const read = async (subject: Subject) =>
    parseCsv(await readFile(join(folder, sourceFiles[subject].name), 'utf8'))
  return {
    categories: await read('categories'),
    suppliers: await read('suppliers'),
    products: await read('products'),
    customers: await read('customers'),
    orders: await read('orders'),
    lines: await read('lines'),
  }
}
