/** Versions as in Semantic Versioning 2.0.0, without build metadata. */

const pattern =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/

/** Tells whether the text is a version such as `1.2.0` or `2.0.0-rc.1`. */
export function isVersion(text: string): boolean {
  return text.length <= 100 && pattern.test(text)
}

/** Tells by its sign which version comes first; a release comes after its pre-releases. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)]
  for (const [index, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  return compareLabels(left.labels, right.labels)
}

interface Parts {
  readonly numbers: readonly number[]
  readonly labels: readonly string[]
}

function partsOf(version: string): Parts {
  const [, major, minor, patch, labels] = pattern.exec(version) ?? []
  return { numbers: [major, minor, patch].map(Number), labels: labels?.split('.') ?? [] }
}

function compareLabels(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length
  for (const [index, label] of one.entries()) {
    const rival = other[index]
    if (rival === undefined) return 1
    const difference = compareLabel(label, rival)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

// Numbers come before words, and compare as numbers.
function compareLabel(one: string, other: string): number {
  const [left, right] = [one, other].map((label) => (/^\d+$/.test(label) ? Number(label) : null))
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'number') return -1
  if (typeof right === 'number') return 1
  if (one === other) return 0
  return one < other ? -1 : 1
}
