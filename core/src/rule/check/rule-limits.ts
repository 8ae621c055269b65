/** How large a rule may be: it may come from anybody. */

/** The bounds that every rule is held to, whoever wrote it. */
export const ruleLimits = {
  /** Levels of `and`, `or` and `not`, and of rules that stand for rules. */
  depth: 32,
  /** Leaves and groups, those of the rules that it names included. */
  parts: 500,
  /** Names in a path. */
  segments: 8,
  /** Items in a list of literals. */
  items: 1_000,
  /** Items in all lists of literals together. */
  allItems: 5_000,
  /** UTF-16 units in a text, a name included. */
  text: 10_000,
  /** Leaves with `matches`: preparing one may take some milliseconds. */
  patterns: 8,
  /** Values that one use of a template gives. */
  params: 100,
  /** Positions in all areas together. */
  positions: 2_000,
  /** Days in `withinDays`, in either direction. */
  days: 1_000_000,
  /** Problems that are reported; the rest of the rule is then not looked at. */
  problems: 50,
} as const
