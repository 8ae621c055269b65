/** Prints what core answers, and whether this process may make code from text. */
import { allAnswers } from './answers.ts'

console.log(JSON.stringify({ generates: generates(), answers: await allAnswers() }))

function generates(): boolean {
  try {
    // oxlint-disable-next-line eslint/no-new-func typescript/no-implied-eval -- whether it is forbidden is the question
    return typeof new Function('return true') === 'function'
  } catch {
    return false
  }
}
