/** Makes a trial of a plan: whatever core does with the input becomes an outcome. */
import { CoreError } from '@plinth/core'
import { errorCodes } from '@plinth/core/runtime'
import { type Outcome, type Plan, Refused, type Trial } from './trial.ts'

/** Makes the trial. */
export function asTrial<Answer>(plan: Plan<Answer>): Trial {
  const { area, input, isAcceptable, codes } = plan
  const outcomeOf = (answer: Answer | Refused): Outcome =>
    answer instanceof Refused
      ? { kind: 'refused', refusal: answer }
      : { kind: 'answered', fault: () => plan.faultOf(answer) }
  const attempt = () => {
    try {
      const answer = plan.ask()
      return answer instanceof Promise ? answer.then(outcomeOf, thrown) : outcomeOf(answer)
    } catch (error) {
      return thrown(error)
    }
  }
  return { area, input, isAcceptable, codes, attempt }
}

function thrown(error: unknown): Outcome {
  const isRefusal = error instanceof CoreError && Object.hasOwn(errorCodes, error.code)
  return isRefusal ? { kind: 'refused', refusal: error } : { kind: 'crashed', error }
}
