/** Rules in SQL: the filter of a list, as a condition that an index can follow. */
export { toSql } from './to-sql.ts'
export { Joins } from './crossing.ts'
