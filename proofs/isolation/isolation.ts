/** Proves that no byte of one organization reaches another, with either of the two walls alone. */
import { apiOf } from '../api/api.ts'
import { newGround } from '../ground/new-ground.ts'
import { changedTables, storedRows } from '../ground/stored-rows.ts'
import type { Proof, ProofOptions, Say } from '../proof.ts'
import { Verdict } from '../verdict.ts'
import { type Operation, operationsIn } from './operations.ts'
import { inProbingOrder, probe } from './probe.ts'
import { probeTakenValues } from './probe-create.ts'
import type { ProbeParts } from './probe-parts.ts'
import { layOutTenant } from './lay-out-tenant.ts'
import type { Tenant } from './tenant.ts'
import { proverRole, startWalled, type WalledSystem } from './walled-system.ts'
import { nameOf, reachOf, type Walls } from './walls.ts'
import { Witness } from './witness.ts'

export const isolation: Proof = {
  name: 'isolation',
  shows:
    'no byte of one organization reaches another, with both walls and with either of them alone',
  broken: 'a system without either wall',
  async run(options, say) {
    const verdict = new Verdict()
    for (const walls of options.broken ? [neither] : [both, predicateAlone, policiesAlone]) {
      await proveBehind(walls, { options, say, verdict })
    }
    return verdict
  },
}

const both: Walls = { predicates: true, policies: true }
const predicateAlone: Walls = { predicates: true, policies: false }
const policiesAlone: Walls = { predicates: false, policies: true }
const neither: Walls = { predicates: false, policies: false }

/** What everybody may read, and the document does not list. */
const documents = ['/openapi.json', '/docs', '/errors/entity-not-found']

interface Run {
  readonly options: ProofOptions
  readonly say: Say
  readonly verdict: Verdict
}

/** One pass: a new system with these walls, two organizations, every operation. */
async function proveBehind(walls: Walls, { options, say, verdict }: Run): Promise<void> {
  const walled = await startWalled(await newGround(options), walls)
  const { system, plain, url } = walled
  const own = await layOutTenant(system, 1)
  const foreign = await layOutTenant(system, 2)
  await system.settled()
  await judgeWalls({ walled, walls, verdict, tenants: [own, foreign] })

  const operations = operationsIn(await documentOf(url), system)
  const before = await storedRows(plain, foreign.organization)
  const parts = partsOf(walled, own, foreign)
  say(`${nameOf(walls)}: probing ${operations.length} operations`)
  for (const path of documents) await parts.witness.ask({ method: 'GET', path })
  for (const operation of inProbingOrder(operations)) await probe(operation, parts)
  for (const operation of operations.filter(isCreate)) await probeTakenValues(operation, parts)
  await system
    .settled()
    .catch((error: unknown) => parts.wrong(`a delivery fails: ${String(error)}`))
  const changed = changedTables(before, await storedRows(plain, foreign.organization))
  await walled.stop()

  const { requests, leaks, telltales, blanks } = parts.witness.notes
  const where = nameOf(walls)
  verdict.none(`answers with foreign bytes (${where})`, leaks)
  verdict.none(`tables of the other organization changed (${where})`, changed)
  verdict.none(`foreign values answered otherwise than missing ones (${where})`, telltales)
  verdict.none(`own rows that did not come back (${where})`, blanks)
  verdict.none(`other faults (${where})`, parts.faults)
  say(`${where}: ${requests} requests, ${leaks.length} with foreign bytes`)
  verdict.note({
    operations: operations.length,
    [`requests, ${where}`]: requests,
    [`foreignBytes, ${where}`]: leaks.length,
  })
}

function partsOf(
  { url }: WalledSystem,
  own: Tenant,
  foreign: Tenant,
): ProbeParts & { readonly faults: readonly string[] } {
  const apiAs = ({ organization }: Tenant) =>
    apiOf(url, { organization, actor: 'usr_prover', roles: [proverRole, 'sales-manager'] })
  const faults: string[] = []
  let place = 10
  return {
    witness: new Witness(apiAs(own), { own, foreign }),
    own,
    foreign,
    foreignApi: apiAs(foreign),
    made: new Map(),
    nextPlace: () => place++,
    wrong: (sentence) => faults.push(sentence),
    faults,
  }
}

async function documentOf(url: string): Promise<unknown> {
  const response = await fetch(`${url}/openapi.json`)
  return response.json()
}

function isCreate(
  operation: Operation,
): operation is Extract<Operation, { readonly kind: 'create' }> {
  return operation.kind === 'create'
}

interface Judged {
  readonly walled: WalledSystem
  readonly walls: Walls
  readonly verdict: Verdict
  readonly tenants: readonly [Tenant, Tenant]
}

/** The walls stand as they should: a proof behind a wall that was never away would show nothing. */
async function judgeWalls({ walled, walls, verdict, tenants }: Judged): Promise<void> {
  const [{ organization }] = tenants
  const all = tenants.map((tenant) => tenant.organization)
  const where = nameOf(walls)
  for (const table of ['sales.orders', 'sales.customers', 'plinth.events']) {
    const { bare, asking } = await reachOf(walled.driver, { organization, table })
    const ours = (found: readonly string[]) => all.filter((name) => found.includes(name)).join(', ')
    const alone = walls.policies ? organization : all.join(', ')
    const asked = walls.predicates ? organization : alone
    verdict.premise(
      ours(bare) === alone,
      `${where}: ${table} shows ${ours(bare)} without a predicate`,
    )
    verdict.premise(
      ours(asking) === asked,
      `${where}: ${table} shows ${ours(asking)} with a predicate`,
    )
  }
  const isTaken = walled.taken() > 0
  verdict.premise(
    isTaken === !walls.predicates,
    `${where}: predicates were taken from ${walled.taken()} statements`,
  )
}
