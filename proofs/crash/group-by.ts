/** Groups things by what one of their texts says, each group in the order of the list. */

/** Groups a list. */
export function groupBy<T>(
  list: readonly T[],
  textOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const group = groups.get(textOf(item))
    if (group) group.push(item)
    else groups.set(textOf(item), [item])
  }
  return groups
}
