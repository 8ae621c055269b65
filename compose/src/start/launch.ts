/** Brings a system up as configured: database, modules, demo data, HTTP, and the news that it is ready. */
import type { Logger } from '@plinth/core'
import { type AccessLine, developmentIdentity, httpServer, type Identity } from '@plinth/http'
import { type Blueprint, exampleOrganization } from '../blueprint.ts'
import {
  type Configuration,
  readConfiguration,
  type Variables,
} from '../configuration/configuration.ts'
import { seedOnce } from '../development/seed-once.ts'
import { createLogger } from '../log/logger.ts'
import { type OpenedSystem, openSystem } from '../open-system.ts'
import type { Terminal } from '../operator/terminal.ts'
import { version } from '../version.ts'
import { accessText } from './access-text.ts'
import { announce } from './announce.ts'
import { type Running, runningSystem } from './running.ts'

/** Where a start happens. */
export interface Surroundings {
  readonly variables: Variables
  readonly terminal: Terminal
}

/**
 * Starts a system and leaves the process alone. What was opened is closed again when it fails.
 *
 * @throws CoreError as `openSystem` does; `config.invalid` when HTTP cannot listen, or without an
 *   identity where callers cannot be believed.
 */
export async function launch(blueprint: Blueprint, surroundings: Surroundings): Promise<Running> {
  const { variables, terminal } = surroundings
  const configuration = readConfiguration(variables)
  const identity = identityOf(blueprint, configuration)
  const logger = loggerFor(configuration, terminal)

  const opened = await openSystem(blueprint, { variables, logger })
  const { system } = opened
  try {
    await seed(blueprint, opened)
    const server = httpServer(system, {
      identity,
      permissions: blueprint.permissions,
      host: configuration.host,
      port: configuration.port,
      about: { name: blueprint.name, version },
      organization: exampleOrganization(blueprint.development),
      logger,
      ...accessOption(configuration, { logger, terminal }),
    })
    const { url } = await server.start()
    announce({ blueprint, opened, identity, url }, { logger, terminal })
    return runningSystem(url, system, () => server.stop())
  } catch (error) {
    await system.stop()
    throw error
  }
}

function identityOf(
  { adapters, development }: Blueprint,
  { environment, host }: Configuration,
): Identity {
  const roles = development.actor?.roles ?? []
  const organization = exampleOrganization(development)
  return adapters.identity ?? developmentIdentity({ environment, host, roles, organization })
}

// In development the lines of the requests say what the log would say again.
function loggerFor({ environment, logLevel }: Configuration, terminal: Terminal): Logger {
  const isProduction = environment === 'production'
  return createLogger({
    level: !isProduction && logLevel === 'info' ? 'warn' : logLevel,
    format: isProduction ? 'json' : 'readable',
    colour: terminal.colour,
    write: (line) => terminal.out(`${line}\n`),
  })
}

interface Outputs {
  readonly logger: Logger
  readonly terminal: Terminal
}

// A server that tells of no request need not measure it.
function accessOption(
  { logLevel, environment }: Configuration,
  { logger, terminal }: Outputs,
): { readonly onRequest?: (line: AccessLine) => void } {
  if (logLevel !== 'debug' && logLevel !== 'info') return {}
  if (environment === 'production') {
    return { onRequest: (line) => logger.info('request', { ...line }) }
  }
  return { onRequest: (line) => terminal.out(accessText(line, terminal.colour)) }
}

async function seed({ name, development }: Blueprint, opened: OpenedSystem): Promise<void> {
  const { system, platform, store, configuration } = opened
  if (!development.seed || configuration.environment !== 'development') return

  const { database } = store
  await seedOnce({ name, system, database, platform, seed: development.seed })
}
