/** Reads a module's `dependsOn` from its source, without running it. */
import { join } from 'node:path'
import {
  type CallExpression,
  type Expression,
  type ImportDeclaration,
  type Module,
  type ObjectExpression,
  parseSync,
} from '@swc/core'

/**
 * Reads the `dependsOn` of the `defineModule({ … })` in a source text.
 *
 * Gives the folders that the named modules are imported from (a package's name stays as it is), an
 * empty list when the module depends on none, and undefined when the text defines no module.
 */
export function readDependsOn(source: string, folder: string): string[] | undefined {
  if (!source.includes('defineModule(')) return undefined

  const program = parseSync(source, { syntax: 'typescript' })
  const manifest = manifestIn(program)
  if (!manifest) return undefined

  const origins = importedFrom(program, folder)
  return elementsOf(manifest, 'dependsOn').map((name) => origins.get(name) ?? name)
}

function manifestIn(program: Module): ObjectExpression | undefined {
  return program.body
    .flatMap((item) => (item.type === 'ExportDeclaration' ? [item.declaration] : [item]))
    .flatMap((item) => (item.type === 'VariableDeclaration' ? item.declarations : []))
    .map(({ init }) => init)
    .filter((init) => init?.type === 'CallExpression')
    .filter(callsDefineModule)
    .map((call) => call.arguments[0]?.expression)
    .find((argument) => argument?.type === 'ObjectExpression')
}

function callsDefineModule({ callee }: CallExpression): boolean {
  return callee.type === 'Identifier' && callee.value === 'defineModule'
}

function importedFrom(program: Module, folder: string): Map<string, string> {
  const imports = program.body.filter((item) => item.type === 'ImportDeclaration')
  return new Map(
    imports.flatMap((item: ImportDeclaration) =>
      item.specifiers.map(({ local }) => [local.value, originOf(item.source.value, folder)]),
    ),
  )
}

function originOf(specifier: string, folder: string): string {
  return specifier.startsWith('.') ? join(folder, specifier, '..') : specifier
}

function elementsOf(manifest: ObjectExpression, key: string): string[] {
  const list = manifest.properties
    .filter((property) => property.type === 'KeyValueProperty')
    .find((property) => 'value' in property.key && property.key.value === key)?.value
  if (list?.type !== 'ArrayExpression') return []

  return list.elements.flatMap((element) => (element ? [nameOf(element.expression)] : []))
}

function nameOf(expression: Expression): string {
  if (expression.type === 'Identifier' || expression.type === 'StringLiteral')
    return expression.value
  return expression.type
}
