/** The document is valid, complete, and true of what is served. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createValidator } from '@plinth/core/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Catalogue, catalogueOf } from '../catalogue/catalogue.ts'
import { allRoutes } from '../routes/all-routes.ts'
import { openShop } from '../shop.fixture.ts'
import { exampleRecord, prefixesOf } from './example.ts'
import { openApiDocument } from './openapi-document.ts'

let catalogue: Catalogue
let document: Readonly<Record<string, unknown>>
let stop: () => Promise<void>

beforeAll(async () => {
  const { system } = await openShop()
  stop = () => system.stop()
  catalogue = catalogueOf(system)
  const schemes = {
    organization: { type: 'apiKey', in: 'header', name: 'x-org-id', description: 'Who.' },
  } as const
  document = openApiDocument({
    catalogue,
    about: { name: 'shop', version: '1.0.0' },
    publicUrl: '',
    identity: { schemes },
    organization: 'org_south',
  })
})
afterAll(() => stop())

test('a linter of OpenAPI finds no error in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plinth-openapi-'))
  const file = join(folder, 'openapi.json')
  await writeFile(file, JSON.stringify(document))
  const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')
  const environment = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  }

  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'lint', file, '--format', 'json'],
    { cwd: folder, env: environment },
  )
  await rm(folder, { recursive: true })

  expect(JSON.parse(stdout)).toMatchObject({
    totals: { errors: 0 },
    problems: [{ ruleId: 'info-license' }],
  })
}, 60_000)

test('every route is in it, and no other', () => {
  const written = [...operations()].map(([route]) => route)
  const closed = written.filter((route) => route.includes('/api/'))

  const routes = allRoutes(catalogue).map(({ method, path }) => `${method} ${path}`)
  const shapes = closed.map((route) =>
    route
      .replace('{id}', ':id')
      .replace(/(transitions)\/\w+$/, '$1/:event')
      .replace(/(commands|queries)\/[\w.]+$/, '$1/:type'),
  )
  expect(new Set(shapes)).toEqual(new Set(routes))
  expect(closed).toEqual(
    expect.arrayContaining([
      'POST /api/v1/sales/orders/{id}/transitions/place',
      'POST /api/v1/sales/orders/{id}/transitions/ship',
      'POST /api/v1/commands/sales.renameCustomer',
      'GET /api/v1/queries/sales.customersNamed',
    ]),
  )
  expect(written).toContain('GET /health/ready')
})

test('a filter stands there for each field and operator, but for sensitive ones', () => {
  const { parameters = [] } = operations().get('GET /api/v1/sales/orders') ?? {}
  const names = parameters.map(({ name }) => name)

  expect(names).toEqual(
    expect.arrayContaining(['after', 'limit', 'sort', 'count', 'total', 'total.gt', 'limit.eq']),
  )
  expect(names).toEqual(
    expect.arrayContaining(['status.in', 'placedAt.withinDays', 'extra.exists']),
  )
  expect(names.filter((name) => name.startsWith('note'))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

test('what its examples send is valid', () => {
  for (const { schema } of catalogue.resources) {
    const fields = schema.fields.filter(({ key }) => !schema.driven.has(key))
    const example = exampleRecord(fields, prefixesOf(catalogue))
    const context = {
      entity: example,
      schema: { name: 'Order', fields: [] },
      actorId: 'act_1',
      orgId: 'org_1',
      isCreate: true,
      isUpdate: false,
      now: 0,
    }

    expect(createValidator(fields, { trusted: false }).check(example, context)).toBeNull()
  }
})

interface Operation {
  readonly parameters?: readonly { readonly name: string }[]
}

function operations(): ReadonlyMap<string, Operation> {
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  return new Map(
    Object.entries(paths).flatMap(([path, { parameters: _shared, ...methods }]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    ),
  )
}
