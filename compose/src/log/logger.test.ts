/** What a log line shows, and what it must never show. */
import { ConflictError, type LogFacts } from '@plinth/core'
import { describeLogger, type WrittenLine } from '@plinth/testing/contracts'
import { describe, expect, test } from 'vitest'
import { Secret } from '../configuration/secret.ts'
import type { LogLevel } from './log-line.ts'
import { createLogger } from './logger.ts'

describe('a logger for machines', () => {
  describeLogger(() => {
    const { lines, logger } = written('debug', 'json')
    return { logger, lines: () => lines.map(lineOf) }
  })
})

describe('a logger for people', () => {
  describeLogger(() => ({ logger: written('debug', 'readable').logger }))
})

test('a line for machines is one JSON object, and facts cannot replace what it is', () => {
  const { lines, logger } = written('info', 'json')

  logger.child({ org: 'org_north' }).info('order placed', { ms: 3, level: 'forged' })

  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    level: 'info',
    message: 'order placed',
    org: 'org_north',
    ms: 3,
  })
})

test('a line for people says the facts behind the message', () => {
  const { lines, logger } = written('info', 'readable')

  logger.warn('slow', { ms: 1200, path: '/api/v1', note: 'two words' })

  expect(lines[0]).toMatch(/^ {2}\d\d:\d\d:\d\d\.\d{3} {2}warn {3}slow {2}ms=1200/)
  expect(lines[0]).toMatch(/path=\/api\/v1 {2}note="two words"$/)
})

test('what a client sent neither forges a line nor moves the cursor', () => {
  const { lines, logger } = written('info', 'readable')

  logger.info('no command "x\n  12:00  error  forged\u001B[2J"', { 'a\nb': 'c\nd' })

  expect(lines[0]).not.toMatch(/\p{Cc}/u)
})

test('lines below the level are not written', () => {
  const { lines, logger } = written('warn', 'json')

  logger.debug('1')
  logger.info('2')
  logger.warn('3')
  logger.error('4')

  expect(lines.map(messageOf)).toEqual(['3', '4'])
})

test('secrets are hidden by name at any depth', () => {
  const { lines, logger } = written('debug', 'json')

  logger.info('request', {
    password: 's3cret',
    headers: [{ 'Set-Cookie': 's3cret', Authorization: 's3cret', 'x-api-key': 's3cret' }],
    account: {
      owner: { access_token: 's3cret', refreshTokens: ['s3cret'], clientSecret: 's3cret' },
    },
    url: 'postgres://app:s3cret@db/shop',
    held: new Secret('s3cret'),
    error: new ConflictError(
      'entity.stale',
      'stale',
      { token: 's3cret' },
      { cause: new Error('x') },
    ),
    tokenCount: 12,
  })

  expect(lines[0]).not.toContain('s3cret')
  expect(lines[0]).toContain('postgres://app:[hidden]@db/shop')
  expect(lines[0]).toContain('"tokenCount":12')
})

test('facts that JSON cannot hold are written all the same', () => {
  const { lines, logger } = written('debug', 'json')
  const circle: Record<string, unknown> = { big: 12n, when: new Date(0) }
  circle['self'] = circle

  logger.info('odd', circle)
  logger.info('hostile', {
    toJSON: () => 'no facts',
    get thrown() {
      throw new Error('no')
    },
  })

  expect(lines[0]).toContain('"big":"12"')
  expect(lines[0]).toContain('"when":"1970-01-01T00:00:00.000Z"')
  expect(lines[1]).toContain('"message":"hostile","facts":"cannot be shown"')
})

test('a large fact does not make a large line', () => {
  const { lines, logger } = written('debug', 'json')

  logger.info('large', { text: 'x'.repeat(1e6), list: Array.from({ length: 1e5 }, () => 'item') })

  expect(lines[0]?.length).toBeLessThan(10_000)
})

function written(level: LogLevel, format: 'json' | 'readable') {
  const lines: string[] = []
  return { lines, logger: createLogger({ level, format, write: (line) => lines.push(line) }) }
}

function messageOf(line: string): unknown {
  const { message }: Record<string, unknown> = JSON.parse(line)
  return message
}

function lineOf(line: string): WrittenLine {
  const { level, message, ...facts }: WrittenLine & LogFacts = JSON.parse(line)
  return { level, message, facts }
}
