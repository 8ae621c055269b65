/** Holds patterns against RegExp, pair by pair: a pattern that core accepts, and a text it is tried on. */
import { CoreError } from '@plinth/core'
import { patternCases } from '@plinth/testing'
import { prepareInCore } from './inputs/pattern-inputs.ts'

/** What came of the pairs. */
export interface PairFigures {
  readonly pairs: number
  /** Patterns that were refused: a generated one may ask for too much. */
  readonly refused: number
  /** Pairs that matched: a comparison of noes would show little. */
  readonly matched: number
  readonly differences: readonly string[]
}

const chunk = 500

/** Compares until there are enough pairs. */
export function comparePairs(wanted: number, seed: number): PairFigures {
  const differences: string[] = []
  let [pairs, refused, matched] = [0, 0, 0]
  for (let part = 0; pairs < wanted; part++) {
    for (const { source, subjects } of patternCases(chunk, seed * 100_003 + part)) {
      const test = preparedOrNull(source)
      if (!test) refused += 1
      const answers = test ? compared(test, source, subjects) : []
      pairs += answers.length
      matched += answers.filter(({ expected }) => expected).length
      differences.push(...answers.filter(isWrong).map((answer) => JSON.stringify(answer)))
    }
  }
  return { pairs, refused, matched, differences }
}

interface Pair {
  readonly source: string
  readonly subject: string
  readonly expected: boolean
  readonly answer: boolean
}

function compared(
  test: (subject: string) => boolean,
  source: string,
  subjects: readonly string[],
): readonly Pair[] {
  const regExp = new RegExp(source, 'u')
  return subjects.map((subject) => {
    return { source, subject, expected: regExp.test(subject), answer: test(subject) }
  })
}

function isWrong({ expected, answer }: Pair): boolean {
  return expected !== answer
}

function preparedOrNull(source: string): ReturnType<typeof prepareInCore> | null {
  try {
    return prepareInCore(source)
  } catch (error) {
    if (error instanceof CoreError) return null
    throw error
  }
}
