/** The rule of the rule benchmarks: seven leaves and an or, as a module writes it and as plain code. */
import type { RuleExpr } from '@plinth/core'

/** What the rule reads. Null and absent are the same to it. */
export interface Facts extends Readonly<Record<string, unknown>> {
  readonly entity: {
    readonly status: string
    readonly delivery: { readonly weight: number | null } | null
    readonly country: string | null
    readonly tags: readonly string[] | null
    readonly note?: string | null | undefined
    readonly placedAt: number
    readonly currency: string
    readonly approvedBy?: string | null | undefined
    readonly region?: string
  }
}

/** The moment at which the rule is asked. */
export const now: number = Date.UTC(2026, 10, 20)

/** An order that may leave the house: of some weight, not a trial, placed this month, approved. */
export const approval: RuleExpr = {
  and: [
    { field: 'entity.status', op: 'eq', value: 'placed' },
    { field: 'entity.delivery.weight', op: 'gt', value: 10 },
    {
      or: [
        { field: 'entity.country', op: 'in', value: ['DE', 'AT', 'CH'] },
        { field: 'entity.tags', op: 'contains', value: 'export' },
      ],
    },
    { not: { field: 'entity.note', op: 'matches', value: '^(test|trial) [0-9]+$' } },
    { field: 'entity.approvedBy', op: 'exists', value: true },
    { field: 'entity.placedAt', op: 'withinDays', value: 30 },
    { field: 'entity.currency', op: 'neq', value: 'XXX' },
  ],
}

const trial = /^(test|trial) [0-9]+$/
const month = 30 * 86_400_000

/** The rule as one would write it by hand, with the pattern kept outside. */
export function isApproved({ entity }: Facts): boolean {
  return (
    entity.status === 'placed' &&
    (entity.delivery?.weight ?? 0) > 10 &&
    (entity.country === 'DE' ||
      entity.country === 'AT' ||
      entity.country === 'CH' ||
      entity.tags?.includes('export') === true) &&
    !(entity.note != null && trial.test(entity.note)) &&
    entity.approvedBy != null &&
    entity.placedAt >= now - month &&
    entity.placedAt <= now &&
    entity.currency !== 'XXX'
  )
}
