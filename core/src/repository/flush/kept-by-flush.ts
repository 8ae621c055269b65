/** The idempotency store of a database: what a command was answered commits with what it changed. */
import type { IdempotencyClaim, IdempotencyStore } from '../../adapter/index.ts'

/**
 * Makes the store from its reading half. Nothing is claimed before the commit, so nothing can be left
 * in progress: everybody may try, and the flush lets one of them through.
 */
export function keptByFlush(find: IdempotencyStore['find']): IdempotencyStore {
  return {
    find,
    async begin(slot, now) {
      const kept = await find(slot, now)
      return kept ? { kept } : { claim: everybody }
    },
  }
}

const everybody: IdempotencyClaim = { keep: () => {}, release: () => {} }
