/** The contract suites of core's ports: an adapter's tests run them on what it provides. */
export { describeDatabase } from './database/describe-database.ts'
export {
  customers,
  type Desk,
  entities,
  type Office,
  officeOn,
  orders,
  unusedNumber,
  usd,
} from './database/shop.ts'
