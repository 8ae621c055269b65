import type { QueryResult, SqlDriver, Statement } from '@plinth/postgres'
import { expect, test } from 'vitest'
import { withoutPredicates } from './walls.ts'

const organizationId = 'org_1'

test.each([
  ['where o."organization_id" = $1 and o."id" = $2', 'where $1::text is not null and o."id" = $2'],
  ['where organization_id = $12', 'where $12::text is not null'],
  [
    'where e.organization_id = $1 and "organization_id" = $1',
    'where $1::text is not null and $1::text is not null',
  ],
])('the predicate is taken out of: %s', async (text, left) => {
  const { driver, asked } = recordingDriver()
  const opened = withoutPredicates(driver)

  await opened.query({ role: 'app', organizationId }, { text, values: ['org_1', 'ord_1'] })

  expect(asked).toEqual([{ text: left, values: ['org_1', 'ord_1'] }])
  expect(opened.taken()).toBe(1)
})

test('what is no predicate of the organization stays: a column, a join, a policy', async () => {
  const { driver, asked } = recordingDriver()
  const texts = [
    'insert into t (organization_id) values ($1)',
    'join c on c.organization_id = o.organization_id',
    "using (organization_id = (select nullif(current_setting('plinth.organization_id'), '')))",
  ]

  const opened = withoutPredicates(driver)
  await opened.transact(
    { role: 'owner' },
    texts.map((text) => ({ text, values: [] })),
  )

  expect(asked.map(({ text }) => text)).toEqual(texts)
  expect(opened.taken()).toBe(0)
})

function recordingDriver() {
  const asked: Statement[] = []
  const nothing: QueryResult = { rows: [], count: 0 }
  const driver: SqlDriver = {
    place: 'nowhere',
    roles: { app: 'app', relay: 'relay', owner: 'owner' },
    exclusive: true,
    survivesPowerLoss: false,
    async transact(_scope, statements) {
      asked.push(...statements)
      return statements.map(() => nothing)
    },
    async query(_scope, statement) {
      asked.push(statement)
      return nothing
    },
    session: () => Promise.reject(new Error('no sessions here')),
    close: () => Promise.resolve(),
  }
  return { driver, asked }
}
