/** Every verb of the command line. A new one is a file of its own and a line here. */
import { dataImport } from './data-import.ts'
import type { Verb } from './verb.ts'

/** The verbs, in the order in which help shows them. */
export const verbs: readonly Verb[] = [dataImport]
