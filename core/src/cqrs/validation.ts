/** The layer that lets a request through only when its body fits its schema. */
import { ValidationError, type ValidationFailure } from '../errors/index.ts'
import { bodyOf, type Request, subjectOf } from './message.ts'
import type { Phase } from './pipeline.ts'

/** Checks the body of a request; null when it is in order. */
export type BodyCheck = (request: Request, body: unknown) => readonly ValidationFailure[] | null

/** Creates the layer. @throws ValidationError with every failure at once. */
export function validation<Context>(check: BodyCheck): Phase<Context> {
  return {
    before(request) {
      const failures = check(request, bodyOf(request))
      if (failures) throw new ValidationError(subjectOf(request), failures)
    },
  }
}
