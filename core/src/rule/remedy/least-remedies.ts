/** Chooses, among the ways out that were found, those that are worth telling. */
import type { Change, Remedy } from './remedy.ts'

const mostRemedies = 3

/** Leaves out what is told twice, and what asks for more than another does; then the shortest three stay. */
export function leastRemedies(remedies: readonly Remedy[]): readonly Remedy[] {
  const distinct = new Map(remedies.map((remedy) => [JSON.stringify(remedy), remedy]))
  return [...distinct.values()]
    .filter((remedy, _, all) => !all.some((other) => asksForMore(remedy, other)))
    .toSorted((one, other) => changesOf(one).length - changesOf(other).length)
    .slice(0, mostRemedies)
}

function asksForMore(remedy: Remedy, other: Remedy): boolean {
  const changes = changesOf(remedy)
  const fewer = changesOf(other)
  if (changes.length <= fewer.length) return false
  return fewer.every(({ set }) => changes.some((change) => change.set === set))
}

function changesOf(remedy: Remedy): readonly Change[] {
  return 'all' in remedy ? remedy.all : [remedy]
}
