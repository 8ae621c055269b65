/** What every adapter has, whatever it connects to. */

/**
 * A connection to one service outside.
 *
 * Every call comes to its end: an adapter has a time limit of its own, and fails with
 * `adapter.timeout` when the service has not answered by then. What it fails with is an
 * `IntegrationError`, made by `adapterRefused`, `adapterFailed` or `adapterTimeout`.
 */
export interface Adapter {
  /** Unique among the adapters of its type, lower-case: `stripe`. Configuration chooses by it. */
  readonly name: string
  /** Resolves when the service answers; rejects when it does not. Default: it is taken to answer. */
  ping?(): Promise<void>
  /** Gives back what it holds open. Called once, when the system stops. Default: it holds nothing. */
  close?(): Promise<void>
}
