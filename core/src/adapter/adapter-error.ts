/** What adapters fail with: whether the service said no, broke, or did not answer. */
import { type ErrorFacts, IntegrationError } from '../errors/index.ts'
import type { Adapter } from './adapter.ts'

/** What went wrong, in a sentence that names the thing and the value, and the facts behind it. */
export interface AdapterFailure {
  /** Completes a sentence that begins with the adapter's name: `does not know the number +4930…`. */
  readonly reason: string
  readonly facts?: ErrorFacts
  readonly cause?: unknown
}

/** Says that the service will not do this, however often it is asked: `adapter.refused`. */
export function adapterRefused(adapter: Adapter, failure: AdapterFailure): IntegrationError {
  return failureOf('adapter.refused', { adapter, failure, transient: false })
}

/** Says that the service broke, and another try may succeed: `adapter.failed`, transient. */
export function adapterFailed(adapter: Adapter, failure: AdapterFailure): IntegrationError {
  return failureOf('adapter.failed', { adapter, failure, transient: true })
}

/**
 * Says that no answer came in time: `adapter.timeout`. Whether the service has done it is unknown, so
 * it is transient only where the same call may be made twice, such as with an idempotency key.
 */
export function adapterTimeout(
  adapter: Adapter,
  failure: AdapterFailure & { readonly repeatable: boolean },
): IntegrationError {
  return failureOf('adapter.timeout', { adapter, failure, transient: failure.repeatable })
}

interface Failed {
  readonly adapter: Adapter
  readonly failure: AdapterFailure
  readonly transient: boolean
}

function failureOf(code: string, { adapter, failure, transient }: Failed): IntegrationError {
  const { reason, facts = {}, cause } = failure
  const options = { cause, transient }
  const { name } = adapter
  return new IntegrationError(code, `${name} ${reason}`, { adapter: name, ...facts }, options)
}
