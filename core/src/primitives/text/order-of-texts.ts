/** The order of texts, one for rules, lists and databases. */

/** Orders two texts by code point, as SQL's collation "C" does: below 0, 0 or above 0. */
export function orderOfTexts(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) {
    const difference = rankOf(one.charCodeAt(index)) - rankOf(other.charCodeAt(index))
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

// UTF-16 units order as code points do, but for the surrogates, which stand for what lies above U+FFFF.
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
