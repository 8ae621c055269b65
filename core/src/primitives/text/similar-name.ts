/** Finds the name that someone meant when he misspelt it. */

/**
 * Finds the candidate that is spelt most like the name, or nothing when none is near.
 *
 * Near means at most three letters put in, left out, replaced or swapped with their neighbour, and at
 * most two in five of the name's letters; case counts for nothing. Of equally near ones that wins which
 * begins most like the name, then the first. Where none is near, a name is taken as short for one: `lvl`
 * for `level`. Names of more than 64 characters have no neighbour, so a hostile name costs little.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined

  const wanted = name.toLowerCase()
  const all = [...candidates]
  let limit = Math.min(mostEdits, Math.floor(name.length * 0.4))
  let best: { readonly candidate: string; readonly start: number } | undefined
  for (const candidate of all) {
    const spelling = candidate.toLowerCase()
    const edits = editsWithin(limit, wanted, spelling)
    const start = commonStart(wanted, spelling)
    if (edits > limit || (best && edits === limit && start <= best.start)) continue
    best = { candidate, start }
    limit = edits
  }
  return best?.candidate ?? all.find((candidate) => isShortFor(wanted, candidate.toLowerCase()))
}

const longestName = 64
const mostEdits = 3

const shortestShort = 3

/** It begins the same, at least a third of the letters are left, and they stand in their order. */
function isShortFor(short: string, word: string): boolean {
  if (short.length < shortestShort || short.length >= word.length) return false
  if (short[0] !== word[0] || short.length * 3 < word.length) return false

  let next = 0
  for (const letter of word) if (letter === short[next]) next += 1
  return next === short.length
}

/** Counts the letters with which both texts begin. */
export function commonStart(left: string, right: string): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length++
  return length
}

/** Counts the edits between two texts (optimal string alignment); gives up with more than `limit`. */
function editsWithin(limit: number, from: string, to: string): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1

  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = nextRow({ from, to, row, last, before })
    if (Math.min(...current) > limit) return limit + 1
    before = last
    last = current
  }
  return last[to.length] ?? limit + 1
}

interface Step {
  readonly from: string
  readonly to: string
  readonly row: number
  readonly last: readonly number[]
  readonly before: readonly number[]
}

function nextRow({ from, to, row, last, before }: Step): number[] {
  const current = [row]
  for (let column = 1; column <= to.length; column++) {
    const replaced = at(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1)
    const edited = Math.min(replaced, at(last, column) + 1, at(current, column - 1) + 1)
    const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
    current.push(isSwap ? Math.min(edited, at(before, column - 2) + 1) : edited)
  }
  return current
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
