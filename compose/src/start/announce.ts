/** Tells that a system is ready: the banner in development, a line of the log in production. */
import type { EntitySchema, Logger } from '@plinth/core'
import type { System } from '@plinth/core/runtime'
import { exampleHeaders, type Identity } from '@plinth/http'
import type { Blueprint } from '../blueprint.ts'
import type { OpenedSystem } from '../open-system.ts'
import type { Terminal } from '../operator/terminal.ts'
import { version } from '../version.ts'
import { banner, type Count } from './banner.ts'

/** What has started. */
export interface Started {
  readonly blueprint: Blueprint
  readonly opened: OpenedSystem
  readonly identity: Identity
  readonly url: string
}

/** Tells it. `LOG_LEVEL` above `info` keeps the banner away. */
export function announce(
  started: Started,
  { logger, terminal }: { readonly logger: Logger; readonly terminal: Terminal },
): void {
  const { blueprint, opened, identity, url } = started
  const { system, store, configuration } = opened
  const readyMs = Math.round(performance.now())
  if (configuration.environment === 'production') {
    logger.info('ready', { name: blueprint.name, version, url, data: store.place, readyMs })
    if (store.survives !== 'a power cut') {
      logger.warn(`the data (${store.place}) survives ${store.survives}: see docs/configuration.md`)
    }
    return
  }
  if (configuration.logLevel !== 'debug' && configuration.logLevel !== 'info') return

  const facts = {
    name: blueprint.name,
    version,
    readyMs,
    url,
    place: store.place,
    survives: store.survives,
    modules: system.modules,
    counts: countsOf(system),
    example: { path: exampleOf(system), headers: exampleHeaders(identity) },
  }
  terminal.out(banner(facts, terminal.colour))
}

function countsOf({ entities, machines, ruleCount }: System): readonly Count[] {
  return [
    { count: entities.length, one: 'entity', many: 'entities' },
    { count: machines.length, one: 'machine', many: 'machines' },
    { count: ruleCount, one: 'rule', many: 'rules' },
  ]
}

/** The list of the last entity with a life, or of the last one: what the system is about. */
function exampleOf({ entities }: System): string {
  const alive = entities.findLast(({ driven }) => driven.size > 0)
  const entity: EntitySchema | undefined = alive ?? entities.at(-1)
  return entity ? `/api/v1/${entity.namespace}/${entity.plural}` : '/openapi.json'
}
