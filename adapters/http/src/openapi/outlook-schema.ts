/** What the question is answered with which events a record takes now, as JSON Schema. */
import type { JsonSchema } from '@plinth/core/runtime'

/** The events of the machine, each with what stands in its way. */
export const outlookSchema: JsonSchema = {
  type: 'object',
  required: ['id', 'machine', 'state', 'events'],
  properties: {
    id: { type: 'string' },
    machine: { type: 'string' },
    state: { type: 'string', description: 'The state that it is in.' },
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: ['event', 'possible'],
        properties: {
          event: { type: 'string' },
          possible: { type: 'boolean' },
          target: { type: 'string', description: 'Where it would lead, when it is possible.' },
          detail: { type: 'string', description: 'Why it is not possible, in a sentence.' },
          why: { type: 'object', description: 'The rule that stands against it, explained.' },
          remedies: { type: 'array', description: 'What would help.', items: { type: 'object' } },
        },
      },
    },
  },
}
