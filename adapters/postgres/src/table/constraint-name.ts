/** The names of what a table is held to: a violation tells nothing else. */
import { identifier, snakeCase } from './identifier.ts'

/** Names the index that keeps the values of keys apart: `orders_number_key`. */
export function uniqueName(tableName: string, keys: readonly string[]): string {
  return identifier(tableName, ...keys.map(snakeCase), 'key')
}

/** Names the index that finds and sorts by keys: `orders_status_placed_at_idx`. */
export function indexName(tableName: string, keys: readonly string[]): string {
  return identifier(tableName, ...keys.map(snakeCase), 'idx')
}

/** Names the foreign key of a ref: `orders_customer_id_fkey`. */
export function referenceName(tableName: string, key: string): string {
  return identifier(tableName, snakeCase(key), 'fkey')
}

/** Names the check on the values of a key: `orders_status_check`. */
export function checkName(tableName: string, key: string): string {
  return identifier(tableName, snakeCase(key), 'check')
}
