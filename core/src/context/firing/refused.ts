/** Writes a machine's refusal as an error that explains itself, as far as the caller may read. */
import { camelCase, type EntitySchema } from '../../entity/index.ts'
import { BusinessError } from '../../errors/index.ts'
import type { Row } from '../../repository/index.ts'
import {
  type CompiledRule,
  detailOf,
  type Explanation,
  type Facts,
  remediesOfAny,
} from '../../rule/index.ts'
import type { Machine, Refusal } from '../../state/index.ts'
import { insightOf } from '../lives/insight.ts'
import type { Kernel } from '../kernel.ts'
import type { HandlerContext } from '../system-context.ts'

/** The record that an event was fired on, and what the machine knew of it. */
export interface RefusedSubject {
  readonly machine: Machine
  readonly schema: EntitySchema
  readonly row: Row
  readonly facts: Facts
  readonly ctx: Pick<HandlerContext, 'actor' | 'now' | 'repository'>
}

/** Makes the error `state.refused`: what the record stays, why, what is allowed, and what would help. */
export async function refused(
  kernel: Kernel,
  { machine, schema, row, facts, ctx }: RefusedSubject,
  refusal: Refusal,
): Promise<BusinessError> {
  const guards = guardsOf(machine, refusal)
  const insight = await insightOf(kernel, ctx.actor, { schema, rules: guards })
  const options = { ...insight, now: ctx.now() }
  const whys = guards.map((guard) => guard.explain(facts, options))
  // Where the unit that creates a record is refused, nobody will ever find one of that id.
  const isNew = ctx.repository(schema.name).isNew(row.id)
  const name = camelCase(schema.name)
  const record = isNew ? `the new ${name}` : `${name} ${row.id}`
  const { state, event, allowed } = refusal

  return new BusinessError(
    'state.refused',
    `${record} stays "${state}": ${reason(refusal, whys)}`,
    {
      machine: machine.id,
      entity: schema.name,
      ...(isNew ? {} : { id: row.id }),
      state,
      event,
      allowed,
      ...(whys.length > 0
        ? { why: whys.length === 1 ? whys[0] : { passed: false, or: whys } }
        : {}),
      remedies: remediesOfAny(guards, facts, options),
    },
  )
}

function guardsOf(machine: Machine, { state, event }: Refusal): readonly CompiledRule[] {
  const candidates = machine.states.get(state)?.on.get(event) ?? []
  return candidates.flatMap(({ guard }) => guard ?? [])
}

function reason({ event, allowed }: Refusal, whys: readonly Explanation[]): string {
  if (whys.length > 0) return whys.map(detailOf).join('; or ')
  if (allowed.length === 0) return `"${event}" is not possible here, and nothing else is`
  return `"${event}" is not possible here; possible is: ${allowed.join(', ')}`
}
