/** Reads the words of a call: which verb, what is named, which options; or says what is wrong. */
import { parseArgs } from 'node:util'
import { meantOrKnown } from '@plinth/core/runtime'
import { OperatorError } from '../operator/operator-error.ts'
import { callOf, usageOf } from './help.ts'
import type { Call, Verb, VerbOption } from './verb.ts'

/** What a call asks for. */
export type ParsedCall =
  | { readonly kind: 'version' }
  /** Help for one verb, or an overview of some; asked for, or given because words are missing. */
  | { readonly kind: 'help'; readonly about: Verb | readonly Verb[]; readonly isAsked: boolean }
  | { readonly kind: 'run'; readonly verb: Verb; readonly call: Omit<Call, 'surroundings'> }

/** Reads the words behind `plinth`. @throws OperatorError with exit code 2 when they make no sense */
export function parseCall(words: readonly string[], verbs: readonly Verb[]): ParsedCall {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: optionTypes(verbs),
    strict: false,
    allowPositionals: true,
  })
  if (values['version'] === true) return { kind: 'version' }

  const isAsked = values['help'] === true
  const [noun, name, ...named] = positionals
  if (noun === undefined) return { kind: 'help', about: verbs, isAsked }
  const ofNoun = verbs.filter((verb) => verb.noun === noun)
  if (ofNoun.length === 0) throw unknownWord(noun, new Set(verbs.map((verb) => verb.noun)))
  if (name === undefined) return { kind: 'help', about: ofNoun, isAsked }

  const verb = ofNoun.find((candidate) => candidate.verb === name)
  if (!verb) throw unknownWord(`${noun} ${name}`, ofNoun.map(wordsOf))
  if (isAsked) return { kind: 'help', about: verb, isAsked }

  checkOptions(verb, values)
  checkNamed(verb, named)
  return { kind: 'run', verb, call: { named, ...accessTo(values) } }
}

type Values = Readonly<Record<string, unknown>>

interface OptionType {
  readonly type: 'string' | 'boolean'
}

function optionTypes(verbs: readonly Verb[]): Record<string, OptionType> {
  const options = verbs.flatMap((verb) => verb.options)
  const types = options.map(({ name, takes }): [string, OptionType] => [
    name,
    { type: takes === undefined ? 'boolean' : 'string' },
  ])
  const own: [string, OptionType][] = [
    ['help', { type: 'boolean' }],
    ['version', { type: 'boolean' }],
  ]
  return Object.fromEntries([...types, ...own])
}

function checkOptions(verb: Verb, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    const option = verb.options.find((candidate) => candidate.name === name)
    if (!option) throw unknownOption(verb, name)
    const isText = typeof value === 'string' && value !== ''
    if (option.takes !== undefined && !isText) throw wrongCall(verb, `${shown(option)} is missing`)
    if (isText && option.form?.pattern.test(value) === false) {
      throw wrongCall(verb, `--${name} ${JSON.stringify(value)} is not ${option.form.words}`)
    }
    if (option.takes === undefined && value !== true) {
      throw wrongCall(verb, `--${name} takes no value`)
    }
  }
  for (const option of verb.options) {
    const isMissing = option.required === true && values[option.name] === undefined
    if (isMissing) throw wrongCall(verb, `${shown(option)} is missing`)
  }
}

function checkNamed(verb: Verb, named: readonly string[]): void {
  const missing = verb.takes[named.length]
  if (missing !== undefined) throw wrongCall(verb, `${missing} is missing`)

  const extra = named[verb.takes.length]
  if (extra !== undefined) throw wrongCall(verb, `${JSON.stringify(extra)} is one word too many`)
}

function accessTo(values: Values): Pick<Call, 'text' | 'has'> {
  return {
    text(option) {
      const value = values[option]
      return typeof value === 'string' ? value : undefined
    },
    has: (option) => values[option] === true,
  }
}

function wordsOf({ noun, verb }: Verb): string {
  return `${noun} ${verb}`
}

function shown({ name, takes = '' }: VerbOption): string {
  return `--${name} ${takes}`.trim()
}

function unknownWord(words: string, known: Iterable<string>): OperatorError {
  const message = `plinth knows no "${words}". ${meantOrKnown(words, known)}`
  return new OperatorError(message, { next: 'See: plinth --help', exitCode: 2 })
}

function unknownOption(verb: Verb, name: string): OperatorError {
  const known = verb.options.map((option) => `--${option.name}`)
  return wrongCall(verb, `there is no option "--${name}". ${meantOrKnown(`--${name}`, known)}`)
}

function wrongCall(verb: Verb, sentence: string): OperatorError {
  return new OperatorError(`${callOf(verb)}: ${sentence}`, {
    next: `Use: ${usageOf(verb)}`,
    exitCode: 2,
  })
}
