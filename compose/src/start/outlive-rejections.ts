/** Keeps a process alive when a promise fails that nobody awaits: one handler's slip is not everybody's end. */
import process from 'node:process'

/** Listens for such promises, and tells of each; call what it returns to listen no longer. */
export function outliveRejections(tell: (sentence: string, error: unknown) => void): () => void {
  const onRejection = (reason: unknown) => {
    tell('a promise failed that nobody awaits; the system goes on', reason)
  }
  process.on('unhandledRejection', onRejection)
  return () => process.off('unhandledRejection', onRejection)
}
