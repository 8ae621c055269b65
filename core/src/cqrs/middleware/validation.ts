/** The layer that lets a request through only when its body fits its schema. */
import { ValidationError } from '../../errors/index.ts'
import { type Clock, systemPlatform } from '../../primitives/index.ts'
import type { SchemaValidator } from '../../schema/index.ts'
import { bodyOf, type MessageKind, type Request, subjectOf } from '../message.ts'
import type { MessageContext } from '../message-context.ts'
import { type Layer, layer } from '../pipeline/layer.ts'

/** Knows what the bodies of messages must be. */
export interface MessageSchemas {
  /** Finds the validator of a type; null when any body will do. */
  validatorOf(type: string, kind: MessageKind): SchemaValidator | null
}

/**
 * Creates the layer. A type that the registry does not know passes without it.
 *
 * Its requests fail with a ValidationError that has every failure at once.
 */
export function ValidationMiddleware(
  schemaRegistry: MessageSchemas,
  { clock }: { readonly clock: Clock } = systemPlatform(),
): Layer<MessageContext> {
  return layer(({ type, kind }) => {
    const validator = schemaRegistry.validatorOf(type, kind)
    if (!validator) return null

    return {
      before(request) {
        const failures = bodyFailures(validator, request, clock)
        if (failures) throw new ValidationError(subjectOf(request), failures)
      },
    }
  })
}

/** Checks a request's body: null when it is in order. What is no object has no fields. */
export function bodyFailures(
  validator: SchemaValidator,
  request: Request,
  clock: Clock,
): ReturnType<SchemaValidator['check']> {
  const { type: name, actorId, orgId } = request
  const body = bodyOf(request)
  return validator.check(body, {
    entity: isRecord(body) ? body : {},
    schema: { name, fields: validator.fields },
    isCreate: true,
    isUpdate: false,
    actorId,
    orgId,
    now: clock.now(),
  })
}

// Of a proxy that was revoked even that cannot be asked.
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  try {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
