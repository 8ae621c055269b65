/** The silent logger says nothing. */
import { expect, test } from 'vitest'
import { silentLogger } from './logger.ts'

test('the silent logger takes every line, and so do its children', () => {
  const child = silentLogger.child({ module: 'sales' })

  for (const logger of [silentLogger, child]) {
    expect(() => {
      logger.debug('looked up')
      logger.info('placed', { order: 'ord_1' })
      logger.warn('late')
      logger.error('lost')
    }).not.toThrow()
  }
})
