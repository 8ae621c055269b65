/** Hands on what comes from outside as what core asks for: an attacker keeps to no type. */

/** Gives data the type that core has for it, unchecked: checking it is what core is there for. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it is the lie itself
export function fromOutside<Wanted>(data: unknown): Wanted {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the lie that this proof is about
  return data as Wanted
}
