/** How long a delay is, in words. */

/** Writes milliseconds for people, in the longest unit of which they are a whole number: `14 days`. */
export function spanOf(ms: number): string {
  const [name, length] = spans.find(([, unit]) => ms % unit === 0) ?? ['millisecond', 1]
  const count = ms / length
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

const spans: readonly (readonly [name: string, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
]
