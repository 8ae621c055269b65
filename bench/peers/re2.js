/** The patterns of the benchmark for re2, whose automaton is native code. */
import RE2 from 're2'

/** Makes the operation: tells whether a text matches the pattern that the input names by its place. */
export function matches(sources) {
  const patterns = sources.map((source) => new RE2(source, 'u'))
  return ({ place, subject }) => patterns[place].test(subject)
}
