/** Proves that what was acknowledged survives kill -9, whole, and that its effects come once. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chanceFrom } from '../chance.ts'
import { newGround } from '../ground/new-ground.ts'
import { newDirectory } from '../ground/new-directory.ts'
import type { Proof } from '../proof.ts'
import { tradingMain } from '../trading-files.ts'
import { Verdict } from '../verdict.ts'
import { assault, goals, type Toll } from './assault.ts'
import { type Entry, Journal } from './journal.ts'
import { outOfStep } from './rows-and-events.ts'
import { settle } from './settle.ts'
import { undelivered, wrongEffects } from './stock-effects.ts'
import { readCompany, type StoredCompany } from './stored-company.ts'
import { halfOrders, lostOrders, strayOrders } from './whole-commands.ts'

export const crash: Proof = {
  name: 'crash',
  shows: 'what was acknowledged survives kill -9, whole, and each effect of it comes exactly once',
  broken: 'a server that acknowledges before it commits',
  async run(options, say) {
    const ground = await newGround(options)
    const journal = new Journal(join(await newDirectory(), 'journal.jsonl'))
    const main = options.broken ? hastyMain : tradingMain
    const server = { main, variables: ground.variables }
    const toll = await assault({ server, journal, chance: chanceFrom(options.seed), say })

    const settledMs = await settle(toll.server.url)
    say(settledMs === null ? 'the stock does not settle' : `the stock settled in ${settledMs} ms`)
    await toll.server.stop()
    const driver = await ground.open()
    const company = await readCompany(driver, 'org_north')
    await driver.close()

    const verdict = new Verdict()
    journal.close()
    const entries = journal.read()
    judgeStored(verdict, entries, company)
    judgeToll(verdict, toll)
    if (!options.broken) judgeReturns(verdict, toll)
    verdict.note({ settledMs: settledMs ?? -1 })
    return verdict
  },
}

const hastyMain = fileURLToPath(new URL('hasty-server.ts', import.meta.url))

/** How soon a server has to be ready again. */
const mostReadyMs = 5_000

function judgeStored(verdict: Verdict, journal: readonly Entry[], company: StoredCompany): void {
  const lost = lostOrders(journal, company)
  const half = [...halfOrders(journal, company), ...outOfStep(company)]
  verdict.none('acknowledged orders lost', lost)
  verdict.none('orders that should not be there', strayOrders(journal, company))
  verdict.none('half commands', half)
  verdict.none('deliveries not done', undelivered(company))
  verdict.none('stock effects not exactly once', wrongEffects(company))

  const acknowledged = journal.filter(({ acknowledgedAs }) => acknowledgedAs !== null).length
  const placed = company.orders.filter(({ mark }) => mark !== null).length
  verdict.note({
    intents: journal.length,
    acknowledged,
    committedUnacknowledged: placed - acknowledged + lost.length,
    lost: lost.length,
    half: half.length,
    events: company.events.length,
    stockEffects: company.reservations.length,
  })
}

/** The assault was as hard as it has to be. */
function judgeToll(verdict: Verdict, { kills, inFlight, acknowledged }: Toll): void {
  const { kills: leastKills, acknowledgements: least, inFlightShare } = goals
  const toll = `${kills} kills, ${inFlight} of them into a request, ${acknowledged} acknowledgements`
  const isHard = kills >= leastKills && acknowledged >= least && inFlight >= kills * inFlightShare
  verdict.premise(isHard, `${toll}: at least ${leastKills}, ${inFlightShare * 100} % and ${least}`)
  verdict.note({ kills, inFlightKills: inFlight })
}

/** The server came back in time after each kill, and answered nothing but acknowledgements. */
function judgeReturns(verdict: Verdict, { readyMs, firstReadyMs, complaints }: Toll): void {
  const slow = readyMs.filter((ms) => ms > mostReadyMs).map((ms) => `${ms} ms`)
  verdict.none(`starts that took more than ${mostReadyMs} ms`, slow)
  verdict.none('answers other than an acknowledgement', complaints)

  const sorted = readyMs.toSorted((one, other) => one - other)
  const readyMedianMs = sorted[Math.floor(sorted.length / 2)] ?? 0
  verdict.note({ firstReadyMs, readyMedianMs, readyMaxMs: sorted.at(-1) ?? 0 })
}
