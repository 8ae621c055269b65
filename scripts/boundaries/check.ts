/** Checks the imports of this checkout, or of the folder given, and fails with all that is wrong. */
import { openHouse } from './house.ts'
import { readImports } from './imports.ts'
import { judge } from './judge.ts'

const graph = await readImports(openHouse(process.argv[2] ?? '.'))
const refusals = judge(graph)

for (const refusal of refusals) console.error(`\n${refusal}`)
console.log(`\n${graph.imports.length} imports in ${graph.files} files, ${refusals.length} refused`)
process.exitCode = refusals.length === 0 ? 0 : 1
