/** What would turn a refusal round, as data: changes that the caller could make. */

/** A change of one value. All that is said of the value has to be true of the new one. */
export interface Change {
  /** The path of the value. */
  readonly set: string
  /** Exactly this. */
  readonly to?: unknown
  readonly atMost?: unknown
  readonly atLeast?: unknown
  readonly below?: unknown
  readonly above?: unknown
  readonly oneOf?: readonly unknown[]
  readonly noneOf?: readonly unknown[]
  /** A list that holds each of these, or a text that has each of them in it. */
  readonly containing?: readonly unknown[]
  /** A list that holds none of these, or a text that has none of them in it; or no value at all. */
  readonly without?: readonly unknown[]
  /** A list that holds each of these. */
  readonly containingAll?: readonly unknown[]
  /** A list that lacks one of these, or more; or no list at all. */
  readonly lackingOneOf?: readonly unknown[]
  /** A pattern. */
  readonly matching?: string
  readonly notMatching?: string
  /** Some value, or none. */
  readonly present?: boolean
  /** Absent, '' or []; or anything but these. */
  readonly empty?: boolean
}

/** Changes that help only together. */
export interface JointChanges {
  readonly all: readonly Change[]
}

/** One way out: a change, or several together. None of them can be left out. */
export type Remedy = Change | JointChanges
