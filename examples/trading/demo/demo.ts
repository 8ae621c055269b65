/** Demo data of one organization, as data. */

/** Records of one entity, and how one of them is recognised when the demo is laid out again. */
export interface DemoRecords {
  /** The module and the entity: `catalog.product`. */
  readonly entity: string
  readonly key: readonly string[]
  readonly records: readonly Readonly<Record<string, unknown>>[]
}

/** What an organization begins with, in the order in which one thing refers to another. */
export interface Demo {
  readonly organization: string
  readonly contents: readonly DemoRecords[]
}

/** Makes an id that one can say: `demoId('prod', 'TEA')` is `prod_01J00000000000000000000TEA`. */
export function demoId(prefix: string, word: string): string {
  return `${prefix}_01J${word.padStart(23, '0')}`
}
