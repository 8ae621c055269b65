/** Names that no other test has, so that suites can share one service. */
import { randomUUID } from 'node:crypto'

/** Draws a name: `org_5f0c…`. */
export function newName(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`
}
