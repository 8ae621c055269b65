/** Who acts in a test. */

/** Somebody with roles. */
export interface TestActor {
  readonly id: string
  readonly roles: readonly string[]
}

/** Makes an actor with these roles, who is named for them: `actor('clerk')` is `act_clerk`. */
export function actor(...roles: readonly string[]): TestActor {
  return Object.freeze({ id: `act_${roles.join('-') || 'nobody'}`, roles })
}
