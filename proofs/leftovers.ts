/** What a proof must not leave behind: children, databases, directories. Cleared however it ends. */

/** Takes something away again. */
type Undo = () => void | Promise<void>

const open: Undo[] = []
let clearing: Promise<void> | undefined

/**
 * Remembers how to take something away; call the answer to take it away now. Done once, either way. What
 * comes while all is being cleared goes at once.
 */
export function leaveNothing(undo: Undo): () => Promise<void> {
  const once = async () => {
    const at = open.indexOf(once)
    if (at === -1) return
    open.splice(at, 1)
    await undo()
  }
  open.push(once)
  if (clearing) void once().catch(() => {})
  return once
}

/** Takes everything away that is still there, the newest first, and says what could not be. */
export function clearAway(complain: (line: string) => void): Promise<void> {
  clearing ??= clear(complain)
  return clearing
}

async function clear(complain: (line: string) => void): Promise<void> {
  for (let undo = open.at(-1); undo; undo = open.at(-1)) {
    try {
      await undo()
    } catch (error) {
      complain(`something is left behind: ${String(error)}`)
    }
  }
}
