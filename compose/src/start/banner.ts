/** What a terminal shows when a system is ready: one screen, and the first thing to try. */
import { styleText } from 'node:util'
import type { BootedModule } from '@plinth/core/runtime'

/** What there is to show. */
export interface BannerFacts {
  readonly name: string
  readonly version: string
  readonly readyMs: number
  /** Without a slash at the end. */
  readonly url: string
  /** Where the data is. */
  readonly place: string
  readonly survives: string
  readonly modules: readonly BootedModule[]
  readonly counts: readonly Count[]
  /** A request that answers something. */
  readonly example: Example
}

/** How many there are of what. */
export interface Count {
  readonly count: number
  readonly one: string
  readonly many: string
}

/** A list, and the options of `curl` that say who is asking for it. */
export interface Example {
  readonly path: string
  readonly headers: string
}

/** Lays the banner out; without colour it is plain text. */
export function banner(facts: BannerFacts, colour: boolean): string {
  const { name, version, readyMs, url, place, survives, modules, counts, example } = facts
  const strong = (text: string) => (colour ? styleText('bold', text, always) : text)
  const faint = (text: string) => (colour ? styleText('dim', text, always) : text)
  const row = (label: string, left: string, right = '') =>
    `  ${faint(label.padEnd(9))}${right === '' ? left : `${left.padEnd(column - 3)}   ${right}`}`

  return [
    '',
    `  ${strong(`Plinth ${version}`)}   ${strong(name)}   ready in ${seconds(readyMs)}`,
    row('API', `${url}/api/v1`, `${faint('docs')}  ${url}/docs`),
    row('Data', place, `survives ${survives}`),
    row('Modules', modulesText(modules), countsText(counts)),
    row('Try', `curl -s ${url}${example.path}${example.headers}`),
    '',
    '',
  ].join('\n')
}

const always = { validateStream: false }

/** Where the right half begins. */
const column = 38

function modulesText(modules: readonly BootedModule[]): string {
  const texts = modules.map(({ id, ms }, index) => {
    const unit = index === 0 ? ' ms' : ''
    return `${id} ${Math.max(1, Math.round(ms))}${unit}`
  })
  return texts.join(' · ')
}

function countsText(counts: readonly Count[]): string {
  return counts.map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`).join(' · ')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
