/** The map of the contract is whole and true: a row for each name that is asked for, and each answer exists. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import asked from './asked.json' with { type: 'json' }
import { mapRowsIn } from './map.ts'
import { namesIn } from './names-in.ts'
import { publicNamesIn } from './public-names.ts'

const rows = mapRowsIn(read('docs/reference-map.md'))
const core = publicNamesIn(`${read('api/core.api.md')}\n${read('api/core-runtime.api.md')}`)

/** The names that the contract's last section lists: what modules import. */
const forModules = `
  Entity ID Timestamp Money Meta EntitySchema FieldSchema FieldType Validator ValidationContext Validators
  DomainEvent EventHandler Unsubscribe EventBus EventStore EventOutbox
  StateMachine StateNode Transition Action FSMContext FSMEngine
  RuleExpr Op RuleEngine CompiledRule
  Command Query CommandHandler QueryHandler Mediator MediatorMiddleware
  AuthorizationMiddleware ValidationMiddleware IdempotencyMiddleware LoggingMiddleware
  TracingMiddleware RateLimitMiddleware
  Repository Filter QueryOptions PaginatedResult Transaction BaseRepository
  ModuleManifest AppModule ModuleRegistry BootRegistry
  Queue Job JobOptions JobHandler Scheduler ScheduledJob RealTimeGateway RealTimeBridge SystemContext
  CoreError NotFoundError ValidationError AuthenticationError AuthorizationError ConflictError
  BusinessError IntegrationError Ok Err Result AdapterRegistry AdapterType IDGenerator
`
  .trim()
  .split(/\s+/)

/** The contract itself, which lies beside the repository where it is worked on, and nowhere else. */
const contracts = ['../shared/reference/002-core-deep-dive.md'].filter((path) => existsSync(path))

test('the map has a row for each name that is asked for, and no other', () => {
  const named = rows.map((row) => row.asked)

  expect(named.toSorted()).toEqual(asked.toSorted())
})

test('each name that the map gives as an answer is one that core shows', () => {
  const answers = rows.flatMap((row) => row.found)

  expect(answers.filter((name) => !core.has(name))).toEqual([])
})

test('where nothing answers a name, or another name does, the map says why', () => {
  const silent = rows.filter((row) => row.found.length === 0 && row.why === '')

  expect(silent).toEqual([])
})

test.each(contracts)('the list of names is the one of %s', (contract) => {
  expect(asked).toEqual(namesIn(read(contract)))
})

test('what modules are to import stands in the front for modules', () => {
  const front = publicNamesIn(read('api/core.api.md'))

  expect(forModules.filter((name) => !front.has(name))).toEqual([])
})

test('a name that core does not show is noticed', () => {
  expect(core.has('Repository.findById')).toBe(true)
  expect(core.has('SystemContext.actor.roles')).toBe(true)
  expect(core.has('Job.status = waiting')).toBe(true)

  expect(core.has('Repository.findByName')).toBe(false)
  expect(core.has('SystemContext.actor.shoeSize')).toBe(false)
  expect(core.has('Job.status = bored')).toBe(false)
  expect(core.has('Repositry')).toBe(false)
})

function read(file: string): string {
  return readFileSync(file, 'utf8')
}
