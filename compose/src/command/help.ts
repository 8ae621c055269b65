/** Writes the help of the command line from what the verbs say of themselves. */
import { version } from '../version.ts'
import type { Verb, VerbOption } from './verb.ts'

/** The help of one verb, or an overview of several. */
export function help(about: Verb | readonly Verb[]): string {
  return 'run' in about ? verbHelp(about) : overview(about)
}

function overview(verbs: readonly Verb[]): string {
  return [
    `plinth ${version}`,
    '',
    '  plinth <noun> <verb> [what] [options]',
    '',
    ...verbs.map((verb) => `  ${callOf(verb).padEnd(24)}${verb.summary}`),
    '',
    '  plinth <noun> <verb> --help      what it takes',
    '  plinth --version',
    '',
    'Ends with 0: done, 1: refused or something was found, 2: called wrongly.',
    '',
  ].join('\n')
}

function verbHelp(verb: Verb): string {
  return [
    `${verb.summary}.`,
    '',
    `  ${usageOf(verb)}`,
    '',
    ...verb.options.map((option) => `  ${optionText(option).padEnd(22)}${option.summary}`),
    '',
    `For example: ${verb.example}`,
    '',
  ].join('\n')
}

/** How a verb is called: `plinth data import <Entity> <file.csv> --org <id> [--dry-run]`. */
export function usageOf(verb: Verb): string {
  const options = verb.options.map((option) =>
    option.required === true ? optionText(option) : `[${optionText(option)}]`,
  )
  return ['plinth', verb.noun, verb.verb, ...verb.takes, ...options].join(' ')
}

/** The words that name a verb: `plinth data import`. */
export function callOf({ noun, verb }: Verb): string {
  return `plinth ${noun} ${verb}`
}

function optionText({ name, takes }: VerbOption): string {
  return takes === undefined ? `--${name}` : `--${name} ${takes}`
}
