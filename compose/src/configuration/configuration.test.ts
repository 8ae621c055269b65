/** What the environment may say, and what is said of its mistakes. */
import { inspect } from 'node:util'
import { CoreError } from '@plinth/core'
import { describe, expect, test } from 'vitest'
import { readConfiguration, type Variables } from './configuration.ts'

test('an empty environment is production on the embedded database', () => {
  const configuration = readConfiguration({})

  expect(configuration).toEqual({
    environment: 'production',
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: null,
    dataDir: '.plinth/data',
    logLevel: 'info',
    adapters: {},
  })
})

test('every variable is read', () => {
  const configuration = readConfiguration({
    APP_ENV: 'development',
    HOST: '::1',
    PORT: '0',
    DATABASE_URL: 'postgres://app:s3cret@db.example:6432/shop',
    PLINTH_DATA_DIR: '/var/lib/shop',
    LOG_LEVEL: 'debug',
    PLINTH_ADAPTERS: 'payment=stripe, notification.email = smtp',
  })

  expect(configuration).toMatchObject({
    environment: 'development',
    host: '::1',
    port: 0,
    dataDir: '/var/lib/shop',
    logLevel: 'debug',
    adapters: { payment: 'stripe', 'notification.email': 'smtp' },
  })
  expect(configuration.databaseUrl?.reveal()).toBe('postgres://app:s3cret@db.example:6432/shop')
})

test('an empty variable counts as none', () => {
  expect(readConfiguration({ PORT: '', DATABASE_URL: '' })).toEqual(readConfiguration({}))
})

test.each(['paymnt=stripe', 'payment=', 'stripe', 'payment=a,payment=b'])(
  'PLINTH_ADAPTERS %j is no list of adapters',
  (text) => {
    const reading = () => readConfiguration({ PLINTH_ADAPTERS: text })

    expect(reading).toThrow(/^PLINTH_ADAPTERS ".*" is not a list such as payment=stripe/)
  },
)

test('a misspelt type of adapter is told with the one that was meant', () => {
  const reading = () => readConfiguration({ PLINTH_ADAPTERS: 'paymnt=stripe' })

  expect(reading).toThrow('Did you mean "payment"?')
})

describe.each([
  ['PORT', '30x', 'PORT "30x" is not a whole number from 0 to 65535 (0 takes any free port)'],
  ['PORT', '65536', 'PORT "65536" is not a whole number from 0 to 65535 (0 takes any free port)'],
  ['PORT', '-1', 'PORT "-1" is not a whole number from 0 to 65535 (0 takes any free port)'],
  [
    'HOST',
    'http://here',
    'HOST "http://here" is not a host name or an IP address of this machine, such as 127.0.0.1',
  ],
  [
    'APP_ENV',
    'dev',
    'APP_ENV "dev" is not one of development, production. Did you mean "development"?',
  ],
  [
    'LOG_LEVEL',
    'wran',
    'LOG_LEVEL "wran" is not one of debug, info, warn, error, silent. Did you mean "warn"?',
  ],
  ['PLINTH_DATA_DIR', 'a\0b', 'PLINTH_DATA_DIR "a\\u0000b" is not the path of a directory'],
  [
    'DATABASE_URL',
    'mysql://app:s3cret@db/shop',
    'DATABASE_URL (its value stays hidden) is not the address of a Postgres database, such as postgres://user:password@host:5432/name',
  ],
  [
    'DATABASE_URL',
    'postgres://app:s3cret@db',
    'DATABASE_URL (its value stays hidden) is not the address of a Postgres database, such as postgres://user:password@host:5432/name',
  ],
])('%s=%j', (variable, value, sentence) => {
  test('is refused with what is allowed', () => {
    expect(refusalOf({ [variable]: value }).message).toBe(sentence)
  })
})

test('all mistakes are told at once', () => {
  const refusal = refusalOf({ PORT: 'x', APP_ENV: 'y', HOST: 'z' })

  expect(refusal.code).toBe('config.invalid')
  expect(refusal.message).toBe(
    [
      '2 variables are not valid:',
      '',
      '  APP_ENV "y" is not one of development, production',
      '  PORT "x" is not a whole number from 0 to 65535 (0 takes any free port)',
    ].join('\n'),
  )
  expect(refusal.facts['mistakes']).toMatchObject([{ variable: 'APP_ENV' }, { variable: 'PORT' }])
})

test('the password of the database is shown in no way', () => {
  const url = 'postgres://app:s3cret@db/shop'
  const configuration = readConfiguration({ DATABASE_URL: url })

  const shown = [
    JSON.stringify(configuration),
    inspect(configuration, { depth: 9, showHidden: true }),
    String(configuration.databaseUrl),
    refusalOf({ DATABASE_URL: 'postgres://app:s3cret@' }).message,
  ]

  expect(shown.join('\n')).not.toContain('s3cret')
})

function refusalOf(variables: Variables): CoreError {
  try {
    readConfiguration(variables)
  } catch (error) {
    if (error instanceof CoreError) return error
  }
  throw new Error('nothing was refused')
}
