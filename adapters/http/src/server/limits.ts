/** How large and how slow a request may be. */

/** The bounds of the server. */
export interface HttpLimits {
  /** Bytes of a body. Default 1 MiB. */
  readonly bodyBytes: number
  /** Levels of objects and lists in a body. Default 64. */
  readonly jsonDepth: number
  /** Characters of a query string. Default 8,192; with the header fields at most 16 KiB. */
  readonly queryLength: number
  /** Parameters in a query string. Default 100. */
  readonly parameters: number
  /** Milliseconds in which a request must have arrived as a whole. Default 30,000. */
  readonly requestMs: number
  /** Milliseconds in which it must be answered. Default 30,000. */
  readonly answerMs: number
  /** Milliseconds for which a connection may be idle between two requests. Default 60,000. */
  readonly keepAliveMs: number
  /** Milliseconds in which requests in flight may finish when the server stops. Default 8,000. */
  readonly stopMs: number
}

/** The bounds where nothing else is said. */
export const defaultLimits: HttpLimits = {
  bodyBytes: 1_048_576,
  jsonDepth: 64,
  queryLength: 8_192,
  parameters: 100,
  requestMs: 30_000,
  answerMs: 30_000,
  keepAliveMs: 60_000,
  stopMs: 8_000,
}
