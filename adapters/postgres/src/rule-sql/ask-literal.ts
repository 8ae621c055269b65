/** Asks a term about a literal: each kind of term has its own way, in a file of its own. */
import type { Literal } from './kinds/asked.ts'
import { askBoolean } from './kinds/ask-boolean.ts'
import { askJson } from './kinds/ask-json.ts'
import { askMoney } from './kinds/ask-money.ts'
import { askNumber } from './kinds/ask-number.ts'
import { askText } from './kinds/ask-text.ts'
import { askTexts } from './kinds/ask-texts.ts'
import { askWhole } from './kinds/ask-whole.ts'
import type { Question } from './question.ts'
import { cannotAsk, type Subject } from './subject.ts'
import type { Ground } from './term.ts'

/** Asks whether an operator holds between a term and a literal. @throws CoreError `rule.invalid` */
export function askLiteral(subject: Subject, literal: Literal, ground: Ground): Question {
  const { term, op } = subject
  const asked = { op, literal, ground }
  const answer =
    term.kind === 'money' ? askMoney(term, asked) : (askValue[term.kind](term, asked) ?? null)
  if (answer) return answer
  throw cannotAsk(subject)
}

const askValue = {
  text: askText,
  number: askNumber,
  integer: askWhole,
  instant: askWhole,
  boolean: askBoolean,
  texts: askTexts,
  json: askJson,
} as const
