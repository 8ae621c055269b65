/** Writes into package-lock.json what `npm install` left out: the packages of other platforms. */
import { readFileSync, writeFileSync } from 'node:fs'
import { missingPlatformPackages, readLock } from './platform-packages.ts'

const lock = readLock(readFileSync('package-lock.json', 'utf8'))
const missing = missingPlatformPackages(lock.packages)
const entries = Object.entries({ ...lock.packages, ...missing })
const packages = Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en')))

writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
console.log(`${Object.keys(missing).length} packages of other platforms added to package-lock.json`)
