/** Reads cron expressions for tests (croner), as a composed system does. */
import type { Cron } from '@plinth/core'
import { Cron as Croner } from 'croner'

/** Creates a reader of cron expressions. */
export function cronExpressions(): Cron {
  return {
    problemOf(expression) {
      if (!isPattern.test(expression)) return 'five fields, minute first, are like "0 8 * * 1-5"'
      try {
        read(expression)
        return null
      } catch (error) {
        return reasonOf(error)
      }
    },
    next: (expression, after) => read(expression).nextRun(new Date(after))?.getTime() ?? null,
  }
}

// Croner would read a date as well, and nicknames: what is written down is to be read by everyone.
const isPattern = /^\S{1,80}( +\S{1,80}){4}$/

// Croner's sentences begin with the name of its class.
function reasonOf(error: unknown): string {
  const sentence = error instanceof Error ? error.message : String(error)
  const own = sentence.replace(/^Cron\w*: /, '')
  return `${own.charAt(0).toLowerCase()}${own.slice(1)}`
}

function read(expression: string): Croner {
  return new Croner(expression, { mode: '5-part', timezone: 'UTC', paused: true })
}
