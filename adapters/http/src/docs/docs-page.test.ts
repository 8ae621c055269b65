/** The page is whole, and nothing that it shows can become markup. */
import { days, defineEntity, defineMachine, defineModule, field } from '@plinth/core'
import { createSystem, memoryDatabase } from '@plinth/core/runtime'
import { expect, test } from 'vitest'
import { catalogueOf } from '../catalogue/catalogue.ts'
import { openShop } from '../shop.fixture.ts'
import { docsPage } from './docs-page.ts'
import { errorPage } from './error-pages.ts'
import { html } from './html.ts'

const around = {
  publicUrl: '',
  identity: { schemes: {} },
  about: { name: 'shop', version: '1' },
  organization: 'org_south',
}

test('a value is escaped wherever it stands', () => {
  const value = `<script>"it's" & more`

  const { markup } = html`<b title="${value}">${[value, html`<i>${1}</i>`, null]}</b>`

  const escaped = '&lt;script&gt;&quot;it&#39;s&quot; &amp; more'
  expect(markup).toBe(`<b title="${escaped}">${escaped}<i>1</i></b>`)
})

test('the page loads and runs nothing from anywhere', async () => {
  const { system } = await openShop()

  const page = docsPage({ ...around, catalogue: catalogueOf(system) }, 'http://127.0.0.1:3000')

  expect(page).not.toMatch(/<script|style=|<img|\son\w+=|https?:\/\/(?!127\.0\.0\.1)/)
  expect(page.match(/(?:src|href)="[^#"]*"/g)).toEqual(
    expect.arrayContaining(['href="/docs/style.css"', 'href="data:,"', 'href="/openapi.json"']),
  )
  await system.stop()
})

test('examples are of the organization that the system names', async () => {
  const { system } = await openShop()

  const page = docsPage({ ...around, catalogue: catalogueOf(system) }, '')

  expect(page).toContain('&quot;organizationId&quot;: &quot;org_south&quot;')
  await system.stop()
})

test('every link inside the page leads somewhere', async () => {
  const { system } = await openShop()

  const page = docsPage({ ...around, catalogue: catalogueOf(system) }, '')

  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
  const places = [...page.matchAll(/id="([^"]+)"/g)].map(([, place]) => place)
  expect(places).toEqual(expect.arrayContaining(targets))
  expect(new Set(places).size).toBe(places.length)
  await system.stop()
})

test('what a module calls its fields cannot become markup', () => {
  const Thing = defineEntity({
    name: 'Thing',
    idPrefix: 'thg_',
    fields: { name: field.string({ label: '<img src=x onerror=alert(1)>' }) },
  })
  const modules = [defineModule({ id: 'stock', version: '1.0.0', entities: [Thing] })]
  const permissions = { permits: () => true }
  const system = createSystem({ modules, database: memoryDatabase(), permissions })

  const page = docsPage({ ...around, catalogue: catalogueOf(system) }, '')

  expect(page).not.toContain('<img')
  expect(page).toContain('&lt;img')
})

test('the life of a record shows what happens by itself, too', () => {
  const status = field.oneOf(['lent', 'late'], { default: 'lent' })
  const Loan = defineEntity({ name: 'Loan', idPrefix: 'loan_', fields: { status } })
  const after = [{ delay: days(28), target: 'late' }] as const
  const states = { lent: { after }, late: { terminal: true } } as const
  const life = defineMachine({ id: 'loan', entity: Loan, initial: 'lent', states })
  const modules = [
    defineModule({ id: 'library', version: '1.0.0', entities: [Loan], machines: [life] }),
  ]
  const permissions = { permits: () => true }
  const system = createSystem({ modules, database: memoryDatabase(), permissions })

  const page = docsPage({ ...around, catalogue: catalogueOf(system) }, '')

  expect(page).toContain('<b>after 28 days</b>')
})

test('each code has a page of its own, at the address that problems name', () => {
  expect(errorPage('state-refused')).toContain('The state machine does not allow this event now.')
  expect(errorPage('http-body-too-large')).toContain('413')
  expect(errorPage('state.refused')).toBe(errorPage('state-refused'))
  expect(errorPage('nothing')).toBeNull()
})
