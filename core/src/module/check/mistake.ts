/** A contradiction in what modules declare, found before anything runs. */

/** What is wrong, and in which module, or `(composed)`. The message names the thing, the value and what is allowed. */
export interface Mistake {
  readonly module: string
  readonly message: string
}

/** Stands for a module where the mistake is in how the system is composed: no module can have this id. */
export const composition = '(composed)'

/** Finds the items whose name an earlier item has taken, with that earlier item. */
export function takenTwice<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly { readonly item: T; readonly first: T }[] {
  const seen = new Map<string, T>()
  return items.flatMap((item) => {
    const name = nameOf(item)
    const first = seen.get(name)
    if (first !== undefined) return [{ item, first }]
    seen.set(name, item)
    return []
  })
}
