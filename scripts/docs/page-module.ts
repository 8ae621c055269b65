/** Makes a program of the examples of a page: what the page claims becomes what the program expects. */

/** A page's examples as one module, in the order in which they stand. */
export interface PageModule {
  readonly code: string
  /** How many results the page claims. */
  readonly claims: number
}

/**
 * Reads the `ts` blocks of a page, but those that are marked `ts shape`.
 *
 * `rule.evaluate(facts) // → false` claims a result, `// ✗ is not at most` that a call is refused in
 * these words. A claim stands behind an expression, or behind `const name = …`, on one line.
 */
export function pageModule(markdown: string): PageModule {
  const blocks = [...markdown.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code)
  const lines = blocks.join('\n').split('\n')
  const claims = lines.filter((line) => claim.test(line)).length
  const imports = `import { expect as expectThat } from 'vitest'\n`
  return { code: `${imports}${lines.map(withExpectation).join('\n')}\n`, claims }
}

const claim = /^(?<code>.*\S)\s+\/\/ (?<kind>[→✗]) (?<said>.*)$/

function withExpectation(line: string): string {
  const { code, kind, said = '' } = claim.exec(line)?.groups ?? {}
  if (code === undefined) return line
  if (kind === '✗') return refusal(code, said)

  const name = /^\s*const (\w+)/.exec(code)?.[1]
  if (name) return `${code}; expectThat(${name}).toEqual(${said})`
  return `expectThat(${code}).toEqual(${said})`
}

function refusal(code: string, words: string): string {
  return `await expectThat((async () => ${code})()).rejects.toThrow(${JSON.stringify(words)})`
}
