/** Patterns: regular expressions that nobody can make slow. */
export { exampleOf } from './example-of.ts'
export { compilePattern, longestSubject, Pattern } from './pattern.ts'
export { toSqlPattern } from './sql-pattern.ts'
