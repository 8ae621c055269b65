/** Measures how deeply a JSON text nests, before anything is made of it. */

/** Tells whether a text opens more than `most` objects and lists inside each other. Linear. */
export function isDeeperThan(most: number, text: string): boolean {
  if (text.length <= most) return false

  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit === quote) index = endOfText(text, index)
    else if (unit === openList || unit === openObject) depth++
    else if (unit === closeList || unit === closeObject) depth--
    if (depth > most) return true
  }
  return false
}

const quote = 0x22
const backslash = 0x5c
const openList = 0x5b
const closeList = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

// The quote that ends a text is the first with an even number of backslashes before it.
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let before = at
  while (text.charCodeAt(before - 1) === backslash) before--
  return (at - before) % 2 === 1
}
