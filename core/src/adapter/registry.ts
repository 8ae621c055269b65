/** Where modules find what a system was composed with: mail, payment, storage. */
import { CoreError } from '../errors/index.ts'

/** The capabilities that core knows by name. */
export type AdapterType =
  | 'storage'
  | 'notification.email'
  | 'notification.sms'
  | 'notification.push'
  | 'notification.whatsapp'
  | 'notification.webhook'
  | 'payment'
  | 'geo'
  | 'search'
  | 'fx-rates'
  | 'ocr'
  | 'translate'

/** Holds one adapter a capability. */
export class AdapterRegistry {
  readonly #adapters = new Map<AdapterType, unknown>()

  /** Puts an adapter in place; a later one replaces it. */
  register(type: AdapterType, adapter: unknown): void {
    this.#adapters.set(type, adapter)
  }

  /** @throws CoreError `adapter.missing`, naming what there is, when nothing is registered. */
  get(type: AdapterType): unknown {
    if (this.#adapters.has(type)) return this.#adapters.get(type)

    const known = [...this.#adapters.keys()].join(', ') || 'none'
    throw new CoreError('adapter.missing', `no adapter for "${type}"; there is: ${known}`, { type })
  }

  has(type: AdapterType): boolean {
    return this.#adapters.has(type)
  }
}
