/** Proves that core bears whatever comes: it answers, or refuses with a code, soon and without a trace. */
import { type Chance, chanceFrom } from '../chance.ts'
import type { Proof, ProofOptions, Say } from '../proof.ts'
import { Verdict } from '../verdict.ts'
import { hangCanary, takeCanaryDown } from './court/canary.ts'
import { Court, type FaultKind } from './court/court.ts'
import { growthOf, heldBytes } from './court/heap.ts'
import type { Trial } from './court/trial.ts'
import { commandInput } from './inputs/command-inputs.ts'
import { type Desks, openDesks } from './inputs/desk.ts'
import { eventInput } from './inputs/event-inputs.ts'
import { fieldInput } from './inputs/field-inputs.ts'
import { idInput } from './inputs/id-inputs.ts'
import { listInput } from './inputs/list-inputs.ts'
import { localeInput } from './inputs/locale-inputs.ts'
import { machineInput } from './inputs/machine-inputs.ts'
import { moneyInput } from './inputs/money-inputs.ts'
import { patternInput } from './inputs/pattern-inputs.ts'
import { openShop, type Shop } from './inputs/shop.ts'
import { textInput } from './inputs/text-inputs.ts'
import { valueInput } from './inputs/value-inputs.ts'
import { comparePairs } from './pattern-pairs.ts'
import { engineInput } from './rules/engine-inputs.ts'
import { ruleInput } from './rules/rule-inputs.ts'
import { askWithInheritedOperators, keepingEveryPattern } from './twins.ts'

export const hostile: Proof = {
  name: 'hostile',
  shows:
    'rules, machines, schemas, values, ids, filters, cursors, commands and their keys, amounts, locales and patterns of an attacker are answered right or refused, at once, and nothing of them is executed or kept',
  broken: 'operators are looked up in a table with a prototype, and every pattern is kept',
  async run(options, say) {
    const verdict = new Verdict()
    hangCanary()
    try {
      await (options.broken ? proveTwins : proveCore)({ options, say, verdict })
    } finally {
      takeCanaryDown()
    }
    return verdict
  },
}

interface Run {
  readonly options: ProofOptions
  readonly say: Say
  readonly verdict: Verdict
}

/** Makes the next input. */
type MakeInput = (chance: Chance) => Trial

/** The areas, and how many inputs of each a whole run puts to core. */
function areasOf(
  shop: Shop,
  desks: Desks,
): readonly (readonly [inputs: number, make: MakeInput])[] {
  return [
    [36_000, ruleInput],
    [8_000, engineInput],
    [6_000, machineInput],
    [12_000, fieldInput],
    [16_000, valueInput],
    [8_000, idInput],
    [6_000, (chance) => listInput(chance, shop)],
    [4_000, (chance) => commandInput(chance, desks)],
    [10_000, moneyInput],
    [11_500, localeInput],
    [3_000, patternInput],
    [14_000, eventInput],
    [8_000, textInput],
  ]
}

const fewestInputs = 100_000
const fewestPairs = 200_000

/** The least part of the inputs that core has to have accepted, and answered right. */
const leastChecked = 0.3

/** The most that may be held at the end more than at the beginning, in bytes. */
const mostGrowth = 4_000_000

async function proveCore({ options, say, verdict }: Run): Promise<void> {
  const pairs = comparePairs(fewestPairs, options.seed)
  say(`${pairs.pairs} patterns on texts compared with RegExp, seed ${options.seed}`)
  verdict.none('patterns answer otherwise than RegExp', pairs.differences)
  verdict.premise(pairs.matched > pairs.pairs / 5, `only ${pairs.matched} of the pairs match`)

  const areas = areasOf(await openShop(12), await openDesks())
  const inputs = areas.reduce((sum, [count]) => sum + count, 0)
  const makeInput: MakeInput = (chance) => anyOf(areas, chance.next() * inputs)(chance)
  const { court, growth } = await hear({ inputs, makeInput, seed: options.seed, say })
  judge(court, verdict)
  verdict.claim(growth <= mostGrowth, `the heap grew by ${growth} bytes`)

  const checked = judgeEffort(court, inputs, verdict)
  const { ms, area } = court.slowest
  verdict.note({ inputs, checked, pairs: pairs.pairs, pairsMatched: pairs.matched })
  verdict.note({ worstMs: Math.round(ms * 10) / 10, worstArea: area, heapGrowth: growth })
}

function anyOf(areas: ReturnType<typeof areasOf>, place: number): MakeInput {
  let left = place
  for (const [count, make] of areas) {
    if (left < count) return make
    left -= count
  }
  return idInput
}

interface Hearing {
  readonly inputs: number
  readonly makeInput: MakeInput
  readonly seed: number
  readonly say: Say
}

const readings = 30
/** Parts of the run before the first reading: caches fill up, and what is run often is compiled. */
const warmUp = 3

/** Puts inputs to a court, and reads the heap at equal distances. */
async function hear({ inputs, makeInput, seed, say }: Hearing) {
  const chance = chanceFrom(seed)
  const court = new Court()
  const held: number[] = []
  const parts = warmUp + readings
  for (let part = 0; part < parts; part++) {
    for (let at = 0; at < inputs / parts; at++) await court.hear(makeInput(chance))
    court.lookAtPrototypes()
    if (part >= warmUp) held.push(heldBytes())
    if (part % 11 === 10) say(`${Math.round(((part + 1) * inputs) / parts)} inputs`)
  }
  return { court, growth: growthOf(held) }
}

const kinds: readonly FaultKind[] = [
  'crash',
  'stall',
  'wrong acceptance',
  'wrong refusal',
  'executed',
]

function judge(court: Court, verdict: Verdict): void {
  for (const kind of kinds) {
    const found = court.faults.filter((fault) => fault.kind === kind)
    verdict.none(
      `inputs: ${kind}`,
      found.map(({ sentence }) => sentence),
    )
    verdict.note({ [kind]: found.length })
  }
}

function judgeEffort(court: Court, inputs: number, verdict: Verdict): number {
  const tallies = [...court.tallies]
  const checked = tallies.reduce((sum, [, tally]) => sum + tally.checked, 0)
  verdict.premise(inputs >= fewestInputs, `there were ${inputs} inputs`)
  verdict.premise(checked >= inputs * leastChecked, `${checked} of ${inputs} answers were checked`)
  for (const [area, { checked: own, refused }] of tallies) {
    verdict.premise(own > 0, `no answer about ${area} was checked`)
    verdict.note({ [area]: `${own} checked, ${refused} refused` })
  }
  return checked
}

/** Both twins have to be caught, each by what it does wrong. */
async function proveTwins({ options: { seed }, say, verdict }: Run): Promise<void> {
  const ask = (chance: Chance) => ruleInput(chance, askWithInheritedOperators)
  const table = await hear({ inputs: 6_000, makeInput: ask, seed, say })
  const accepted = table.court.faults.filter(({ kind }) => kind === 'wrong acceptance')
  const [first] = accepted
  verdict.premise(first !== undefined, 'the table of operators with a prototype was not caught')
  verdict.none(
    'wrong acceptances',
    accepted.map(({ sentence }) => sentence),
  )
  say(`operators with a prototype are caught by: ${first?.sentence ?? 'nothing'}`)

  const prepare = keepingEveryPattern()
  const keep = (chance: Chance) => patternInput(chance, prepare)
  const { growth } = await hear({ inputs: 6_000, makeInput: keep, seed, say })
  verdict.premise(growth > mostGrowth, `the cache without a bound was not caught: ${growth} bytes`)
  verdict.claim(growth <= mostGrowth, `patterns are kept: the heap grew by ${growth} bytes`)
  say(`the cache without a bound is caught by: the heap grew by ${growth} bytes`)
  verdict.note({ wrongAcceptances: accepted.length, heapGrowth: growth })
}
