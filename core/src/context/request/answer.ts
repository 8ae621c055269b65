/** Gives what was found by name the type that its declaration fixes. */

// The definition of a message, an entity, a machine or a job fixes what is answered; between the two
// stands a table by name, which the compiler cannot see through. This function is that gap.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above
export function answer<Result>(value: unknown): Result {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return value as Result
}
