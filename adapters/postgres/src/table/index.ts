/** Tables: how the records of an entity are stored. */
export { type Column, type StoredField, storedField, timestampFields } from './column.ts'
export { checkName, indexName, referenceName, uniqueName } from './constraint-name.ts'
export { identifier, quoteName, quoteText } from './identifier.ts'
export { longestText, roomForTexts } from './long-text.ts'
export { storages } from './storage.ts'
export { batchList, batchParameters, batchSource, type Table, tableOf } from './table.ts'
