/** Texts that have broken other programs: names that objects inherit, code in every quotation, odd characters. */
import type { Chance } from '../../chance.ts'
import { song } from '../court/canary.ts'

/** Names that every object has, and those that lead to code. */
const inheritedNames: readonly string[] = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'call',
  'apply',
  'bind',
  'caller',
  'arguments',
  'length',
  'map',
  'then',
]

/** Code for each place that text could be pasted into. */
export const injections: readonly string[] = [
  song,
  `');${song};('`,
  `");${song};("`,
  `\`+${song}+\``,
  `\${${song}}`,
  `\u2028${song}//`,
  `\u2029${song}//`,
  `*/${song}/*`,
  `\n${song}\n`,
  `\\");${song}//`,
  `];${song};[`,
  `}${song}{`,
  `a.constructor.constructor("${song}")()`,
  `<script>${song}</script>`,
  `'; drop table orders; --`,
  `__proto__.polluted`,
  `constructor.prototype.polluted`,
]

/** A text of a million characters. */
const endlessText: string = 'a'.repeat(1_000_000)

const oddities: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udc00b',
  '\udc00\ud800',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u202e',
  '\uffff',
  '😀',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'NaN',
  '-0',
  '1e309',
  '0x10',
  '٣',
  'null',
  'undefined',
  '[object Object]',
  '*',
  '.',
  '..',
  'a..b',
  '.a',
  'a.',
  '%',
  '%00',
  '%E0%A4%A',
  'a'.repeat(64),
  'a'.repeat(65),
  'a.'.repeat(5_000),
  '*.'.repeat(100),
  '('.repeat(600),
  '['.repeat(400),
  '\u0301'.repeat(3_000),
  'x'.repeat(10_001),
  '9'.repeat(400),
]

const long: readonly string[] = [
  endlessText,
  '9'.repeat(1_000_000),
  '\ud800'.repeat(1_000_000),
  '😀'.repeat(500_000),
  'a.'.repeat(500_000),
  '\u0301'.repeat(1_000_000),
]

/** Takes one of them; now and then one of a million characters. */
export function hostileText(chance: Chance): string {
  const kind = chance.next()
  if (kind < 0.3) return chance.one(inheritedNames)
  if (kind < 0.6) return chance.one(injections)
  return kind < 0.98 ? chance.one(oddities) : chance.one(long)
}
