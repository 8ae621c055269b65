/** Writes anew which names core answers to: `npm run reference -- <document>`. */
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { namesIn } from './names-in.ts'

const [, , document = ''] = process.argv
const names = namesIn(readFileSync(document, 'utf8'))
writeFileSync('scripts/reference/asked.json', `${JSON.stringify(names, null, 2)}\n`)
console.log(`${names.length} names`)
