/** Makes words for addresses out of names that people give: `Größe & Gewicht` becomes `groesse-gewicht`. */

/** The longest slug when nothing else is asked for. */
const usualLength = 64

/**
 * Writes a text in small letters a–z, digits, and single hyphens between words; `''` when nothing of it
 * is left, as of `東京`: the caller then takes the id.
 *
 * Marks are taken off (Unicode NFKD), and what Latin scripts write as one letter is spelt out (ä, ß, æ,
 * ø, ł, þ …). At most `longest` characters (default 64), cut between words where that loses less than
 * half. A slug is its own slug. Two texts may have the same one.
 */
export function slug(text: string, longest: number = usualLength): string {
  // What comes in may be a megabyte; of what is looked at, each character gives four at most.
  const words = text
    .slice(0, longest * 4)
    .replaceAll(/[äöüÄÖÜ]/g, spelt)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\0-\x7f]/g, (letter) => letters.get(letter) ?? (isMark(letter) ? '' : ' '))
    .match(/[a-z0-9]+/g)
  return cut(words?.join('-') ?? '', longest)
}

const letters: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ŋ', 'ng'],
  ['þ', 'th'],
  ['ŧ', 't'],
  ['’', ''],
])

function spelt(letter: string): string {
  return letters.get(letter.toLowerCase()) ?? letter
}

function isMark(letter: string): boolean {
  return /\p{Mark}/u.test(letter)
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text

  const whole = text.slice(0, longest)
  const end = text[longest] === '-' ? longest : whole.lastIndexOf('-')
  return end * 2 >= longest ? whole.slice(0, end) : whole.replace(/-$/, '')
}
