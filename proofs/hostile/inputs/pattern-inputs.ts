/** Patterns from an attacker: prepared, and tried on subjects that lead them astray. */
import { compileRule } from '@plinth/core/runtime'
import { hostilePatternCases, patternCases } from '@plinth/testing'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { hostileText, injections } from '../shapes/texts.ts'

/** Prepares a pattern. @throws CoreError `rule.invalid` */
export type Prepare = (source: string) => (subject: string) => boolean

/** How core prepares one: as part of a rule. */
export const prepareInCore: Prepare = (source) => {
  const rule = compileRule({ field: 'text', op: 'matches', value: source })
  return (text) => rule.evaluate({ text })
}

/** Makes inputs: patterns as people write them, patterns that are built to be slow, texts that are none. */
export function patternInput(chance: Chance, prepare: Prepare = prepareInCore): Trial {
  const kind = chance.next()
  if (kind < 0.6) return shortTrial(chance, prepare)
  if (kind < 0.75) return slowTrial(chance, prepare)
  const source = kind < 0.85 ? chance.one(injections) : hostileText(chance)
  return oddTrial(source, prepare)
}

/** Ever new: the seed of a pattern is drawn for each. */
function shortTrial(chance: Chance, prepare: Prepare): Trial {
  const [made] = patternCases(1, chance.between(1, 2 ** 31))
  const { source, subjects } = made ?? { source: '', subjects: [] }
  return trialOf({ source, subjects, isAcceptable: null, prepare })
}

const slow = hostilePatternCases(2_000, 1)

// RegExp may not come to an end on these: each is asked twice, and has to say the same.
function slowTrial(chance: Chance, prepare: Prepare): Trial {
  const { source, subjects } = chance.one(slow)
  return asTrial<readonly boolean[]>({
    area: 'patterns',
    input: source,
    isAcceptable: null,
    codes: ['rule.invalid'],
    ask: () => {
      const test = prepare(source)
      return [...subjects, ...subjects].map(test)
    },
    faultOf: (answers) => {
      const [once, again] = [answers.slice(0, subjects.length), answers.slice(subjects.length)]
      return once.join() === again.join() ? undefined : 'asked again, it answers otherwise'
    },
  })
}

function oddTrial(source: string, prepare: Prepare): Trial {
  const isLong = source.length > 512
  const isAcceptable = isLong || !isRegExp(source) ? false : null
  const subjects = ['', 'a', 'plinthCanary()', '\u2028', '\0']
  return trialOf({ source, subjects, isAcceptable, prepare })
}

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}

interface Given {
  readonly source: string
  readonly subjects: readonly string[]
  readonly isAcceptable: boolean | null
  readonly prepare: Prepare
}

function trialOf({ source, subjects, isAcceptable, prepare }: Given): Trial {
  return asTrial<readonly boolean[]>({
    area: 'patterns',
    input: source,
    isAcceptable,
    codes: ['rule.invalid'],
    ask: () => {
      const test = prepare(source)
      return subjects.map(test)
    },
    faultOf: (answers) => {
      const regExp = new RegExp(source, 'u')
      const at = subjects.findIndex((subject, place) => regExp.test(subject) !== answers[place])
      return at < 0 ? null : `on ${JSON.stringify(subjects[at])} it says ${answers[at]}`
    },
  })
}
