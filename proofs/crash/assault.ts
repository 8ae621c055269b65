/** Kills a server again and again while orders are placed, and starts it again each time. */
import { setTimeout as delay } from 'node:timers/promises'
import { apiOf, readAll } from '../api/api.ts'
import { textAt } from '../api/json.ts'
import type { Chance } from '../chance.ts'
import type { Say } from '../proof.ts'
import { type ServerOptions, ServerProcess } from '../server/server-process.ts'
import { intentsFrom, type Intent, type Offer } from './intent.ts'
import type { Journal } from './journal.ts'
import { Shift } from './shift.ts'

/** What is assaulted, and how. */
export interface AssaultParts {
  readonly server: ServerOptions
  readonly journal: Journal
  readonly chance: Chance
  readonly say: Say
}

/** What an assault came to. */
export interface Toll {
  readonly kills: number
  /** Kills that hit at least one request in flight. */
  readonly inFlight: number
  readonly acknowledged: number
  readonly firstReadyMs: number
  /** How long each start after a kill took. */
  readonly readyMs: readonly number[]
  readonly complaints: readonly string[]
  /** The server, after the last kill. */
  readonly server: ServerProcess
}

/** What has to be reached before the assault ends. */
export const goals = { kills: 15, acknowledgements: 500, inFlightShare: 0.3 } as const

/** Where it ends in any case. */
const mostKills = 40
const mostMs = 150_000

/** Assaults the server until the goals are reached. */
export async function assault(parts: AssaultParts): Promise<Toll> {
  const { journal, chance, say } = parts
  const end = performance.now() + mostMs
  let server = await ServerProcess.start(parts.server)
  const firstReadyMs = server.readyMs
  const nextIntent = intentsFrom(chance, await offerOf(server))
  const readyMs: number[] = []
  const complaints: string[] = []
  let inFlight = 0

  const isDone = () =>
    readyMs.length >= goals.kills &&
    journal.acknowledged >= goals.acknowledgements &&
    inFlight >= readyMs.length * goals.inFlightShare
  while (!isDone() && readyMs.length < mostKills && performance.now() < end) {
    const blow = await strike(server, { ...parts, nextIntent, number: readyMs.length })
    inFlight += blow.inFlight > 0 ? 1 : 0
    complaints.push(...blow.complaints)
    server = await ServerProcess.start(parts.server)
    readyMs.push(server.readyMs)
    const { length: kills } = readyMs
    const told = `${journal.acknowledged} orders acknowledged, ${blow.inFlight} requests in flight`
    say(`kill ${kills}: ${told}, ready again after ${server.readyMs} ms`)
  }
  const { acknowledged } = journal
  return {
    kills: readyMs.length,
    inFlight,
    acknowledged,
    firstReadyMs,
    readyMs,
    complaints,
    server,
  }
}

interface StrikeParts extends AssaultParts {
  readonly nextIntent: () => Intent
  /** How many kills there were before. */
  readonly number: number
}

interface Blow {
  readonly inFlight: number
  readonly complaints: readonly string[]
}

/** Lets people work at a server for a while, and kills it. */
async function strike(server: ServerProcess, parts: StrikeParts): Promise<Blow> {
  const { journal, nextIntent, chance, number } = parts
  const shift = new Shift({ url: server.url, journal, nextIntent, chance })
  await momentToStrike(shift, chance, number)

  shift.call()
  const { inFlight } = shift
  await server.kill()
  await shift.end()
  const { complaints } = shift
  const [first] = complaints
  if (first !== undefined) parts.say(`${first}; the server said last:\n${server.lastWords}`)
  return { inFlight, complaints }
}

/** How long a shift may last when the acknowledgements that it is meant to reach do not come. */
const longestShift = 8_000

// Every fifth blow falls soon after the start, while what the last one cut off is being delivered.
async function momentToStrike(shift: Shift, chance: Chance, number: number): Promise<void> {
  const isSoon = number % 5 === 4
  const wanted = isSoon ? 0 : chance.between(20, 65)
  const end = performance.now() + longestShift
  while (shift.acknowledged < wanted && performance.now() < end) await delay(1)
  await delay(chance.between(0, isSoon ? 300 : 60))
}

/** Finds out what the company of the demo sells, and to whom: one customer for clerks, one for managers. */
async function offerOf({ url }: ServerProcess): Promise<Offer> {
  const api = apiOf(url, { organization: 'org_north', actor: 'usr_clerk', roles: ['clerk'] })
  const products = await readAll(api, '/api/v1/catalog/products')
  const customers = await readAll(api, '/api/v1/sales/customers')
  const idOf = (code: string) => {
    const found = customers.find((customer) => textAt(customer, 'code') === code)
    return textAt(found, 'id')
  }
  return {
    productIds: products.map((product) => textAt(product, 'id')),
    customers: [
      { id: idOf('BRAGA'), roles: ['clerk'] },
      { id: idOf('MAERZ'), roles: ['sales-manager', 'buyer'] },
    ],
  }
}
