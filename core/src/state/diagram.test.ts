/** What a machine looks like in Mermaid. */
import { expect, test } from 'vitest'
import { diagramOf } from './diagram.ts'

test('states, events, guards in words, timers and ends are drawn', () => {
  const text = diagramOf({
    initial: 'draft',
    states: {
      draft: {
        on: {
          place: {
            target: 'placed',
            guard: {
              or: [
                { field: 'entity.total', op: 'lte', value: { ref: 'entity.customer.creditLimit' } },
                { field: 'actor.roles', op: 'contains', value: 'sales-manager' },
              ],
            },
          },
          cancel: 'cancelled',
        },
      },
      placed: {
        label: 'Waiting for money',
        color: '#F59E0B',
        on: { pay: [{ target: 'paid', description: 'confirmed by the bank' }] },
        after: [
          { delay: 14 * 86_400_000, target: 'cancelled', description: 'not paid in two weeks' },
        ],
      },
      paid: { terminal: true },
      cancelled: { terminal: true },
    },
  })

  expect(text).toBe(`stateDiagram-v2
  state "Waiting for money" as placed
  [*] --> draft
  draft --> placed : place [total is at most customer.creditLimit or actor.roles contains #34;sales-manager#34;]
  draft --> cancelled : cancel
  placed --> paid : pay (confirmed by the bank)
  placed --> cancelled : after 14 days (not paid in two weeks)
  classDef placed_color fill:#F59E0B
  class placed placed_color
  paid --> [*]
  cancelled --> [*]
`)
})

test('nothing in a name or a word breaks out of its place', () => {
  const text = diagramOf({
    initial: 'end',
    states: {
      end: { on: { go: { target: "it's two", description: 'a\nb --> c : "x"; <b>' } } },
      "it's two": { terminal: true },
    },
  })

  expect(text.split('\n')).toEqual([
    'stateDiagram-v2',
    '  state "end" as _0',
    `  state "it's two" as _1`,
    '  [*] --> _0',
    '  _0 --> _1 : go (a b --#62; c #58; #34;x#34;#59; #60;b#62;)',
    '  _1 --> [*]',
    '',
  ])
})

test.each([
  [1, '1 millisecond'],
  [90_000, '90 seconds'],
  [3_600_000, '1 hour'],
  [36 * 3_600_000, '36 hours'],
  [0.5, '0.5 milliseconds'],
])('a span of %s ms is said as %s', (delay, words) => {
  const states = { a: { after: [{ delay, target: 'b' }] }, b: { terminal: true } }

  expect(diagramOf({ initial: 'a', states })).toContain(`a --> b : after ${words}\n`)
})
