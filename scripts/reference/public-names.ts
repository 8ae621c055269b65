/** Answers whether core shows a name: an export, a member of one, or a literal that its type allows. */

/** Knows what an API report shows. */
export interface PublicNames {
  /** Answers for `Repository`, `Repository.findById`, `SystemContext.actor.roles` and `Op = eq`. */
  has(name: string): boolean
}

/** Reads an API report as API Extractor writes it. A member's type is followed by its name. */
export function publicNamesIn(report: string): PublicNames {
  const declarations = declarationsIn(report)
  return {
    has: (name) => {
      const [path = '', literal] = name.split(' = ')
      const texts = textsAt(path, declarations)
      return literal === undefined ? texts.length > 0 : texts.some((text) => allows(text, literal))
    },
  }
}

type Declarations = ReadonlyMap<string, string>

function declarationsIn(report: string): Declarations {
  const found = new Map<string, string>()
  for (const text of report.split(/^\/\/ @\w+.*$/m)) {
    const name =
      /^(?:export )?(?:declare )?(?:abstract )?(?:class|interface|type|function|const|namespace) (\w+)/m.exec(
        text,
      )?.[1]
    if (name) found.set(name, `${found.get(name) ?? ''}${text}`)
    for (const [, list = ''] of text.matchAll(/^export \{([^}]*)\}/gm)) {
      for (const listed of list.match(/\w+/g) ?? []) found.set(listed, found.get(listed) ?? ' ')
    }
  }
  return found
}

/** The texts that say what stands at a path; none when nothing does. */
function textsAt(path: string, all: Declarations): readonly string[] {
  const [owner = '', ...members] = path.split('.')
  let texts = withBases([owner], all)
  for (const [index, member] of members.entries()) {
    const types = texts.flatMap((text) => typesOf(text, member))
    if (types.length === 0) return []
    const isLast = index === members.length - 1
    texts = isLast
      ? [...types, ...withBases(namesIn(types), all)]
      : [...withBases(namesIn(types), all), ...types]
  }
  return texts
}

/** The texts of declarations, and of those that they are built upon by name. */
function withBases(names: readonly string[], all: Declarations): readonly string[] {
  const seen = new Map<string, string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const text = all.get(name)
    if (text === undefined || seen.has(name)) continue
    seen.set(name, text)
    const head = /^export (?:(?:abstract )?(?:class|interface) [^{]*|(?:type|const) [^]*)/m.exec(
      text,
    )
    waiting.push(...namesIn([head?.[0] ?? '']))
  }
  return [...seen.values()]
}

function namesIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.match(/\b[A-Z]\w+/g) ?? [])
}

/** What follows a member's name, up to the end of its line. */
function typesOf(text: string, member: string): readonly string[] {
  const pattern = new RegExp(`(?:^|[\\s{(;])(?:get )?'?${member}'?\\??\\s*[(:<].*`, 'gm')
  return text.match(pattern) ?? []
}

function allows(text: string, literal: string): boolean {
  return text.includes(`'${literal}'`) || typesOf(text, literal).length > 0
}
