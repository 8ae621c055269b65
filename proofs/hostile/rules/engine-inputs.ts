/** What organizations add to the rules of a system, from an attacker: overlays, templates in use, names of rules. */
import type { RuleExpr, RuleOverlay } from '@plinth/core'
import { createRuleEngine } from '@plinth/core/runtime'
import type { Chance } from '../../chance.ts'
import { asTrial } from '../court/as-trial.ts'
import type { Trial } from '../court/trial.ts'
import { fromOutside } from '../shapes/from-outside.ts'
import { mutated } from '../shapes/mutated.ts'
import { hostileText } from '../shapes/texts.ts'
import { hostileValue } from '../shapes/values.ts'
import { type Answer, answerOf, definition } from './definition.ts'
import { makeFacts, makeRule, now } from './make-rule.ts'
import { isRule } from './rule-form.ts'

/** Makes inputs for one engine that lives as long as the process. */
export function engineInput(chance: Chance): Trial {
  const kind = chance.next()
  if (kind < 0.45) return overlayInput(chance)
  if (kind < 0.75) return templateInput(chance)
  return kind < 0.95 ? nameInput(chance) : registerInput(chance)
}

const base: RuleExpr = {
  or: [
    { field: 'total', op: 'lte', value: 100 },
    { field: 'note', op: 'exists' },
  ],
}

const engine = createRuleEngine({ clock: { now: () => now } })
engine.register('base.small', base)
engine.registerTemplate({
  kind: 'rule-template',
  id: 'base.at-most',
  entity: null,
  params: [{ key: 'limit', type: 'number', required: true }],
  expr: { field: 'total', op: 'lte', value: { param: 'limit' } },
})

const codes = ['rule.invalid', 'rule.unknown']

function overlayInput(chance: Chance): Trial {
  const facts = makeFacts(chance)
  const kind = chance.next()
  const expr = kind < 0.5 ? makeRule(chance) : mutated(chance, makeRule(chance))
  const [validFrom, validUntil] = [
    chance.one([null, null, 0, now + 1, Number.NaN]),
    chance.one([null, null, 0, now + 1, Number.NaN]),
  ]
  const organizationId = chance.one(['org_1', hostileText(chance).slice(0, 100)])
  const id = hostileText(chance).slice(0, 100)
  const overlay = { id, organizationId, rule: 'base.small', author: 'usr_1', validFrom, validUntil }
  const isTimely = (validFrom ?? -Infinity) < (validUntil ?? Infinity)
  const counts = (validFrom ?? -Infinity) <= now && now < (validUntil ?? Infinity)
  const isForm = isRule(expr)
  return asTrial<Answer>({
    area: 'overlays',
    input: { ...overlay, expr },
    isAcceptable: isForm === true ? isTimely && organizationId !== '' : isForm,
    codes,
    ask: () => {
      engine.tighten(fromOutside<RuleOverlay>({ ...overlay, expr }))
      try {
        const rule = engine.compileFor({ organizationId, now }, engine.resolve('base.small'))
        return answerOf(() => rule.evaluate(facts, { now }))
      } finally {
        engine.withdraw(organizationId, id)
      }
    },
    faultOf: (answer) => {
      if (isForm !== true) return undefined
      const expected = definition(
        counts ? { and: [base, fromOutside<RuleExpr>(expr)] } : base,
        facts,
      )
      return answer === expected ? null : `it came to ${answer}, not ${expected}`
    },
  })
}

function templateInput(chance: Chance): Trial {
  const facts = makeFacts(chance)
  const given = { limit: chance.one([0, -1, 100, 2.5]) }
  const kind = chance.next()
  const params = kind < 0.45 ? given : mutated(chance, given)
  const odd = kind > 0.9 ? hostileValue(chance) : params
  return asTrial<Answer>({
    area: 'templates',
    input: odd,
    isAcceptable: odd === given ? true : null,
    codes,
    ask: () => {
      const rule = fromOutside<RuleExpr>({ template: 'base.at-most', params: odd })
      return answerOf(() => engine.evaluate(rule, facts))
    },
    faultOf: (answer) => {
      const limit = limitIn(odd)
      if (limit === undefined) return odd === given ? 'it was given a limit' : undefined
      const expected = definition({ field: 'total', op: 'lte', value: limit }, facts)
      return answer === expected ? null : `it came to ${answer}, not ${expected}`
    },
  })
}

function limitIn(params: unknown): number | undefined {
  if (typeof params !== 'object' || params === null) return undefined
  const limit: unknown = Object.getOwnPropertyDescriptor(params, 'limit')?.value
  return typeof limit === 'number' ? limit : undefined
}

function nameInput(chance: Chance): Trial {
  const facts = makeFacts(chance)
  const name = chance.next() < 0.5 ? 'base.small' : hostileText(chance)
  return asTrial<Answer>({
    area: 'names',
    input: name,
    isAcceptable: name === 'base.small',
    codes,
    ask: () => answerOf(() => engine.evaluate({ not: { ref: name } }, facts)),
    faultOf: (answer) => {
      const expected = definition({ not: base }, facts)
      return answer === expected ? null : `it came to ${answer}, not ${expected}`
    },
  })
}

// Rules that stand for each other, in a circle or doubling at every step: a walk along them has to end. They
// come from modules: what an organization brings stands alone, and is in the other inputs.
function registerInput(chance: Chance): Trial {
  const expr = makeRule(chance, 2)
  const depth = chance.one([1, 2, 8, 16])
  const isCircle = chance.next() < 0.3
  const last = isCircle ? { ref: 'chain.0' } : expr
  const chain = Array.from({ length: depth }, (_, at) => {
    const next = at + 1 < depth ? { ref: `chain.${at + 1}` } : last
    return { id: `chain.${at}`, expr: { and: [next, next] } }
  })
  const facts = makeFacts(chance)
  const isTooMuch = isCircle || depth > 7
  return asTrial<Answer>({
    area: 'names',
    input: chain,
    isAcceptable: isTooMuch ? false : null,
    codes,
    ask: () => {
      engine.registerAll(chain)
      try {
        return answerOf(() => engine.evaluate({ ref: 'chain.0' }, facts, { now }))
      } finally {
        for (const { id } of chain) engine.unregister(id)
      }
    },
    faultOf: (answer) => {
      const expected = definition(expr, facts)
      return answer === expected ? null : `it came to ${answer}, not ${expected}`
    },
  })
}
