/** Makes the template ahead of the first start. `npm ci` runs it; a second run does nothing. */
import { loadTemplate } from './template.ts'

try {
  await loadTemplate()
} catch (error) {
  // An install must not fail for it: what is missing is made at the first start.
  process.stderr.write(`The database template could not be made ahead: ${String(error)}\n`)
}
