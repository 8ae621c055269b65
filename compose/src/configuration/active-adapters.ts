/** The variable that says which of several adapters is active: `payment=stripe,storage=disk`. */
import { type ActiveAdapters, adapterTypes, nearest } from '@plinth/core/runtime'
import type { Variable } from './variables.ts'

/** Whether there is an adapter of that name is known when the system opens. */
export const activeAdapters: Variable<ActiveAdapters> = {
  name: 'PLINTH_ADAPTERS',
  fallback: {},
  allowed: `a list such as payment=stripe,storage=disk, of the types ${adapterTypes.join(', ')}`,
  read: readChoices,
  hint: hintFor,
}

function readChoices(text: string): ActiveAdapters | undefined {
  const choices = pairsOf(text)
  const types = choices.map(([type]) => type)
  const isSound = choices.every(([type, name]) => isType(type) && name !== '')
  return isSound && new Set(types).size === types.length ? Object.fromEntries(choices) : undefined
}

function hintFor(text: string): string | undefined {
  const wrong = pairsOf(text).find(([type]) => !isType(type))
  return wrong && nearest(wrong[0], adapterTypes)
}

function pairsOf(text: string): readonly (readonly [string, string])[] {
  return text.split(',').map((part) => {
    const [type = '', ...name] = part.split('=')
    return [type.trim(), name.join('=').trim()]
  })
}

function isType(text: string): boolean {
  return adapterTypes.some((type) => type === text)
}
