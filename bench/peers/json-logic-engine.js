/** The rule of the benchmarks for json-logic-engine, compiled. */
import { LogicEngine } from 'json-logic-engine'

const trial = /^(test|trial) [0-9]+$/
const month = 30 * 86_400_000

/** Makes the rule; what json-logic has no operator for is added as its manual says. */
export function rule(now) {
  const engine = new LogicEngine()
  const add = (name, method) =>
    engine.addMethod(name, { method: ([value]) => method(value), deterministic: true, sync: true })
  add('isTrial', (note) => typeof note === 'string' && trial.test(note))
  add('isThisMonth', (at) => typeof at === 'number' && at >= now - month && at <= now)
  return engine.build({
    and: [
      { '===': [{ var: 'entity.status' }, 'placed'] },
      { '>': [{ var: 'entity.delivery.weight' }, 10] },
      {
        or: [
          { in: [{ var: 'entity.country' }, ['DE', 'AT', 'CH']] },
          { in: ['export', { var: 'entity.tags' }] },
        ],
      },
      { '!': [{ isTrial: [{ var: 'entity.note' }] }] },
      { '!=': [{ var: 'entity.approvedBy' }, null] },
      { isThisMonth: [{ var: 'entity.placedAt' }] },
      { '!==': [{ var: 'entity.currency' }, 'XXX'] },
    ],
  })
}
