/** Runs a proof by name: `npm run prove -- crash --db postgres --broken`. */
import { parseArgs } from 'node:util'
import { crash } from './crash/crash.ts'
import { hostile } from './hostile/hostile.ts'
import { isolation } from './isolation/isolation.ts'
import { clearAway } from './leftovers.ts'
import { northwind } from './northwind/northwind.ts'
import type { Proof, ProofOptions } from './proof.ts'
import type { Figures, Verdict } from './verdict.ts'

const proofs: readonly Proof[] = [northwind, crash, isolation, hostile]

const options = {
  list: { type: 'boolean', default: false },
  broken: { type: 'boolean', default: false },
  db: { type: 'string', default: 'embedded' },
  seed: { type: 'string', default: '1' },
} as const

const signals = { SIGINT: 130, SIGTERM: 143 } as const

process.exitCode = await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<number> {
  const called = read(words)
  if (typeof called === 'string') return misuse(called)

  const { values, positionals } = called
  if (values.list) return list()
  const [name, ...others] = positionals
  const proof = proofs.find((candidate) => candidate.name === name)
  if (!proof || others.length > 0) {
    return misuse(`there is no proof "${positionals.join(' ')}"; there is: ${names()}`)
  }

  const { db, broken } = values
  const seed = Number(values.seed)
  if (db !== 'embedded' && db !== 'postgres') {
    return misuse(`--db is "${db}"; it may be embedded or postgres`)
  }
  if (!Number.isSafeInteger(seed)) return misuse(`--seed is "${values.seed}"; it is a whole number`)
  return prove(proof, { db, broken, seed })
}

function read(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function list(): number {
  for (const { name, shows, broken } of proofs) {
    console.log(`${name.padEnd(12)}${shows}\n${' '.repeat(12)}--broken: ${broken}`)
  }
  return 0
}

async function prove(proof: Proof, wanted: ProofOptions): Promise<number> {
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => void clearAway(console.error).finally(() => process.exit(code)))
  }
  const startedAt = performance.now()
  try {
    const verdict = await proof.run(wanted, (line) => console.log(`  ${line}`))
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    return conclude(proof, wanted, { verdict, seconds })
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error)
    return lastLine(proof, false, { ...aboutRun(wanted), failed: String(error) })
  } finally {
    await clearAway(console.error)
  }
}

interface Run {
  readonly verdict: Verdict
  readonly seconds: number
}

/** Prints what was found; a broken twin passes when it was caught. */
function conclude(proof: Proof, wanted: ProofOptions, { verdict, seconds }: Run): number {
  const { isSound, violations, unmet } = verdict
  for (const sentence of unmet) console.log(`  ! the proof did not come about: ${sentence}`)
  for (const violation of violations.slice(0, 20)) console.log(`  ✗ ${violation}`)
  if (violations.length > 20) console.log(`  ✗ … and ${violations.length - 20} more`)

  const figures = { ...aboutRun(wanted), seconds, ...verdict.figures }
  if (!wanted.broken) return lastLine(proof, verdict.holds, figures)
  const [caughtBy] = violations
  if (caughtBy === undefined) {
    console.log('the break was NOT caught')
    return lastLine(proof, false, figures)
  }
  console.log(`the break was caught: ${caughtBy}`)
  return lastLine(proof, isSound, { ...figures, caughtBy: caughtBy.slice(0, 300) })
}

function aboutRun({ db, broken, seed }: ProofOptions): Figures {
  return { db, broken, seed }
}

/** Prints the line for machines. */
function lastLine({ name }: Proof, pass: boolean, figures: Figures): number {
  console.log(JSON.stringify({ name, pass, figures }))
  return pass ? 0 : 1
}

function misuse(sentence: string): number {
  console.error(`${sentence}\ntry: npm run prove -- --list`)
  return 2
}

function names(): string {
  return proofs.map(({ name }) => name).join(', ')
}
