/** An entity given by value: the definition itself, or the class that extends it. */

/** What a ref, a rule or a machine has to know of the entity that it is given. */
export interface NamedEntity<Name extends string = string> {
  readonly kind: 'entity'
  readonly name: Name
}

/**
 * Finds the definition behind an entity that was given by value. `class Order extends entityClass({…}) {}`
 * inherits it, but has a name of its own, which bundlers shorten: the definition's name is the one that counts.
 */
export function asDeclared<E extends object>(entity: E): E {
  if (typeof entity !== 'function' || Object.hasOwn(entity, 'kind')) return entity
  return asDeclared(parentOf(entity))
}

// What a class extends has everything that TypeScript saw in the class.
function parentOf<E extends object>(entity: E): E {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return Object.getPrototypeOf(entity) as E
}
