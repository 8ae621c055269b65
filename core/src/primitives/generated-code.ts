/** Makes functions from generated text, where the host allows it. */

/**
 * Runs generated source as the body of a function whose one parameter, `bound`, holds the values that
 * the text uses by name. Gives what it returns, or null where the host forbids code generation
 * (`--disallow-code-generation-from-strings`, a content security policy).
 *
 * The text must consist of fixed words and of literals written by `literal`: no name and no value from
 * outside the program may reach it in another way.
 */
export function runGenerated(source: string, bound: Readonly<Record<string, unknown>>): unknown {
  try {
    // oxlint-disable-next-line eslint/no-new-func typescript/no-implied-eval -- the one place where text becomes code
    const run: unknown = new Function('bound', `'use strict'\n${source}`)
    return isRunner(run) ? run(bound) : null
  } catch (error) {
    if (error instanceof EvalError) return null
    throw error
  }
}

/** Writes a text or a finite number as it stands in source. */
export function literal(value: string | number): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

function isRunner(value: unknown): value is (bound: unknown) => unknown {
  return typeof value === 'function'
}
