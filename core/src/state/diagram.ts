/** Draws a machine as text: a `stateDiagram-v2` of Mermaid, with guards, timers and labels in words. */
import { wordsOf } from '../rule/index.ts'
import { candidatesOf } from './compile/compile-machine.ts'
import type { Guard, StateMachine, StateNode, Transition } from './machine.ts'
import { spanOf } from './span-of.ts'

/** Draws the machine. Equal machines give equal texts, and nothing in a machine can break out of its place. */
export function diagramOf({ initial, states }: Pick<StateMachine, 'initial' | 'states'>): string {
  const ids = new Map(Object.keys(states).map((name, at) => [name, idOf(name, at)]))
  const id = (name: string) => ids.get(name) ?? 'unknown'
  const lines = [
    ...Object.entries(states).flatMap(([name, state]) => labelLines(id(name), name, state)),
    `[*] --> ${id(initial)}`,
    ...Object.entries(states).flatMap(([name, state]) =>
      arrowsFrom(state).map(({ target, words }) => `${id(name)} --> ${id(target)} : ${words}`),
    ),
    ...Object.entries(states).flatMap(([name, state]) => endLines(id(name), state)),
  ]
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n')
}

const keywords = new Set(['state', 'end', 'note', 'as', 'class', 'classdef', 'style', 'direction'])

/** A state is called by its name where Mermaid can read it, and by its number where not. */
function idOf(name: string, at: number): string {
  const isPlain = /^[A-Za-z]\w*$/.test(name) && !keywords.has(name.toLowerCase())
  return isPlain ? name : `_${at}`
}

function labelLines(id: string, name: string, { label = name }: StateNode): readonly string[] {
  return label === id ? [] : [`state "${escaped(label)}" as ${id}`]
}

interface Arrow {
  readonly target: string
  readonly words: string
}

function arrowsFrom({ on = {}, after = [] }: StateNode): readonly Arrow[] {
  const byEvent = Object.entries(on).flatMap(([event, exit]) =>
    exit === undefined ? [] : candidatesOf(exit).map((way) => arrow(event, way)),
  )
  const byTime = after.map((way) => arrow(`after ${spanOf(way.delay)}`, way))
  return [...byEvent, ...byTime]
}

function arrow(cause: string, { target, guard, description }: Transition): Arrow {
  const condition = guard ? ` [${wordsOf(exprOf(guard))}]` : ''
  const remark = description === undefined ? '' : ` (${description})`
  return { target, words: escaped(`${cause}${condition}${remark}`) }
}

function exprOf(guard: Guard) {
  return 'kind' in guard ? guard.expr : guard
}

function endLines(id: string, { terminal, color }: StateNode): readonly string[] {
  return [
    ...(terminal ? [`${id} --> [*]`] : []),
    ...(color === undefined
      ? []
      : [`classDef ${id}_color fill:${color}`, `class ${id} ${id}_color`]),
  ]
}

/** What means something to Mermaid is written as its entity; a line stays one line. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/["#:;<>{}\\]/g, (sign) => {
    return `#${sign.codePointAt(0)};`
  })
}
