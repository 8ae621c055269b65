/** What every logger must do: write what it is told with what it knows, and never trouble who tells it. */
import type { LogFacts, Logger } from '@plinth/core'
import { describe, expect, test } from 'vitest'

/** A line, as it was written. */
export interface WrittenLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  /** The facts by name; others, such as the time, may stand beside them. */
  readonly facts: LogFacts
}

/** A logger that writes every level, and what it has written. */
export interface LoggerGround {
  readonly logger: Logger
  /** Reads the lines in their order. Leave it out where none can be read: how lines look is not tested then. */
  readonly lines?: () => readonly WrittenLine[]
}

/** Runs the suite. Each test opens a logger of its own. */
export function describeLogger(open: () => LoggerGround): void {
  describe('as every logger', () => {
    if (open().lines) describeLines(open)
    describeManners(open)
  })
}

function describeLines(open: () => LoggerGround): void {
  const written = ({ lines }: LoggerGround) => lines?.() ?? []

  test.each(['debug', 'info', 'warn', 'error'] as const)(
    'a line of the level %s has its sentence and its facts',
    (level) => {
      const ground = open()

      ground.logger[level]('order placed', { order: 'ord_1', ms: 3 })

      const facts = expect.objectContaining({ order: 'ord_1', ms: 3 })
      expect(written(ground)).toEqual([{ level, message: 'order placed', facts }])
    },
  )

  test('lines stand in the order in which they were written', () => {
    const ground = open()

    for (const message of ['one', 'two', 'three']) ground.logger.info(message)

    expect(written(ground).map(({ message }) => message)).toEqual(['one', 'two', 'three'])
  })

  test('a child puts its facts, and those of its parents that it has not, on each of its lines', () => {
    const ground = open()
    const parent = ground.logger.child({ module: 'sales', org: 'org_0' })
    const child = parent.child({ org: 'org_1' })

    child.info('first', { ms: 1 })
    child.warn('second')

    expect(written(ground).map(({ facts }) => facts)).toEqual([
      expect.objectContaining({ module: 'sales', org: 'org_1', ms: 1 }),
      expect.objectContaining({ module: 'sales', org: 'org_1' }),
    ])
  })

  test('a fact of the line goes before one of the same name that the child knows', () => {
    const ground = open()

    ground.logger.child({ org: 'org_1', module: 'sales' }).info('moved', { org: 'org_2' })

    const facts = expect.objectContaining({ org: 'org_2', module: 'sales' })
    expect(written(ground)).toMatchObject([{ facts }])
  })

  test('a child leaves its parent and its siblings as they are', () => {
    const ground = open()
    ground.logger.child({ org: 'org_1' })
    const sibling = ground.logger.child({ module: 'sales' })

    ground.logger.info('parent')
    sibling.info('sibling')

    expect(written(ground).some(({ facts }) => 'org' in facts)).toBe(false)
    expect(written(ground)[0]?.facts).not.toHaveProperty('module')
  })
}

const circle: Record<string, unknown> = { big: 12n }
circle['self'] = circle

const odd: readonly (readonly [string, LogFacts])[] = [
  ['a circle', circle],
  ['an error with a cause', { error: new Error('outer', { cause: new Error('inner') }) }],
  [
    'what is not JSON',
    { none: undefined, when: new Date(Number.NaN), is: Symbol('s'), do: () => 1 },
  ],
  ['a very long text', { text: 'x'.repeat(1_000_000) }],
  ['very many items', { list: Array.from({ length: 100_000 }, (_, at) => at) }],
  ['depth', Array.from({ length: 10_000 }).reduce<LogFacts>((inner) => ({ inner }), {})],
  [
    'a getter that throws',
    Object.defineProperty({}, 'thrown', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    }),
  ],
  ['an object that will not be written', { toJSON: () => circle }],
]

function describeManners(open: () => LoggerGround): void {
  test.each(odd)('%s among the facts is no reason to throw, nor to lose the line', (_, facts) => {
    const { logger, lines } = open()

    const log = () => {
      logger.info('odd', facts)
      logger.child({ odd: facts }).error('odder')
    }

    expect(log).not.toThrow()
    expect(lines?.().map(({ message }) => message) ?? ['odd', 'odder']).toEqual(['odd', 'odder'])
  })

  test('what is told, it leaves as it is', () => {
    const { logger } = open()
    const facts = Object.freeze({ list: Object.freeze([1]), inner: Object.freeze({ a: 1 }) })

    expect(() => logger.child(facts).info('frozen', facts)).not.toThrow()
    expect(facts).toEqual({ list: [1], inner: { a: 1 } })
  })
}
