/** Lists what a document's TypeScript blocks name: declarations, members, options and literal values. */

/**
 * Reads the blocks in order. A member is `Type.member`, a member of an inline object `Type.member.part`,
 * a literal that a type allows `Type.member = value`; each name is listed once.
 */
export function namesIn(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/^```typescript\n(.*?)^```/gms)].map(([, code = '']) => code)
  return [...new Set(blocks.flatMap((code) => declarationsIn(withoutComments(code))))]
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/(?<![:"'])\/\/.*$/gm, '')
}

function declarationsIn(code: string): readonly string[] {
  return statementsIn(code).flatMap((statement) => namesOf(statement))
}

/** Splits code where a line at the outermost level begins something new. */
function statementsIn(code: string): readonly string[] {
  const statements: string[] = []
  let depth = 0
  for (const line of code.split('\n')) {
    const begins = depth === 0 && /^[A-Za-z]/.test(line)
    if (begins || statements.length === 0) statements.push(line)
    else statements.push(`${statements.pop()}\n${line}`)
    depth += (line.match(/[{(]/g)?.length ?? 0) - (line.match(/[)}]/g)?.length ?? 0)
  }
  return statements
}

const declaration =
  /^(?:export\s+)?(?:abstract\s+)?(interface|class|type|const)\s+([A-Za-z]+)(?:<.*?>(?=\s*[={]))?/s

function namesOf(statement: string): readonly string[] {
  const exported = /^export\s+(?:type\s+)?\{(.*?)\}/s.exec(statement)
  if (exported) return (exported[1] ?? '').match(/[A-Za-z]+/g) ?? []

  const builtIn = /^([A-Z][A-Za-z]+)\(/.exec(statement)
  if (builtIn) return [builtIn[1] ?? '']

  const [head, kind, name = ''] = declaration.exec(statement) ?? []
  if (!head) return []
  return [name, ...detailsOf(name, statement.slice(head.length), kind === 'class')]
}

function detailsOf(name: string, text: string, isClass: boolean): readonly string[] {
  const body = innerOf(text)
  if (/^\s*=\s*</.test(text) || (/^\s*=\s*\(/.test(text) && /\)\s*=>/.test(text))) return []
  const literals = outside(text).map((value) => `${name} = ${value}`)
  const parts = body.flatMap((inner) => membersOf(name, inner, isClass))
  return [...literals, ...parts]
}

/** The texts of the outermost braces. */
function innerOf(text: string): readonly string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  for (const [index, character] of [...text].entries()) {
    if (character === '{' && depth++ === 0) start = index + 1
    if (character === '}' && --depth === 0) found.push(text.slice(start, index))
  }
  return found
}

/** The literals that stand outside all braces, as in a union. */
function outside(text: string): readonly string[] {
  let rest = text
  for (const inner of innerOf(text)) rest = rest.replace(`{${inner}}`, '')
  return [...rest.matchAll(/"([^"]+)"/g)].map(([, value = '']) => value)
}

const member =
  /^\s*(?:(?:public|protected|readonly|abstract|async)\s+)*([A-Za-z]\w*)\??\s*(?=[:(<])/

function membersOf(owner: string, body: string, isClass: boolean): readonly string[] {
  return partsOf(body).flatMap((part) => {
    const [head, key] = member.exec(part) ?? []
    if (!head || key === undefined) return []
    if (isClass && key === 'constructor') return propertiesOf(owner, part)
    const name = `${owner}.${key}`
    const isCall =
      part.slice(head.length).startsWith('(') || part.slice(head.length).startsWith('<')
    return isCall ? [name] : [name, ...detailsOf(name, part.slice(head.length), false)]
  })
}

function propertiesOf(owner: string, part: string): readonly string[] {
  const names = part.matchAll(/(?:public|protected)\s+readonly\s+(\w+)/g)
  return [...names].map(([, key = '']) => `${owner}.${key}`)
}

/** Splits a body at its own semicolons and commas, and behind a constructor. */
function partsOf(body: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of body.replaceAll(') {}', ');')) {
    if ('{(<['.includes(character)) depth += 1
    if ('})]'.includes(character) || (character === '>' && !part.endsWith('='))) depth -= 1
    const ends = depth === 0 && (character === ';' || character === ',')
    if (!ends) part += character
    else parts.push(part)
    if (ends) part = ''
  }
  return [...parts, part].filter((text) => text.trim() !== '')
}
