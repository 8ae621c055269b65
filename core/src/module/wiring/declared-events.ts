/** What the system knows of each declared event: its schema, and which record it is about. */
import type { DeclaredEvent } from '../../context/index.ts'
import { createValidator } from '../../schema/index.ts'
import type { Declarations } from '../check/index.ts'

/** Resolves the declared events, by type. */
export function declaredEvents({ events }: Declarations): ReadonlyMap<string, DeclaredEvent> {
  return new Map(
    events.map(({ module, it }) => {
      const ref = it.fields.find(({ type }) => type === 'ref')
      const about = ref?.refEntity ? { key: ref.key, entity: ref.refEntity } : null
      const validator = createValidator(it.fields, { trusted: true })
      const { type, fields, version, upcast } = it
      const complete: DeclaredEvent['complete'] = (payload) => validator.complete(payload)
      return [type, { type, source: module, fields, version, upcast, validator, complete, about }]
    }),
  )
}
