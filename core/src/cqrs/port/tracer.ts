/** The port to tracing: spans, named and nested as in W3C Trace Context. */

/** Where something stands in a trace, as in W3C Trace Context. */
export interface SpanContext {
  /** 32 lower-case hexadecimal digits, not all zero: the same for all that one request sets off. */
  readonly traceId: string
  /** 16 lower-case hexadecimal digits, not all zero. */
  readonly spanId: string
}

/** A stretch of work that has begun. */
export interface Span extends SpanContext {
  /** Ends it; `error` is what the work failed with. Only the first end counts. */
  end(error?: unknown): void
}

/** What a span begins with. */
export interface SpanOptions {
  /** The span that this one is a part of; null for the first one of a trace. */
  readonly parent: SpanContext | null
  /** What the request is known by. It becomes the trace's id where it can be one. */
  readonly correlationId: string | undefined
  /** What the span is about, for machines. Never secrets. */
  readonly attributes: Readonly<Record<string, string>>
}

/** Begins spans. */
export interface Tracer {
  /** Begins a span, in its parent's trace if it has one. Never throws: tracing may not break what it traces. */
  start(name: string, options: SpanOptions): Span
}

/** Tells whether a text can be the id of a trace. */
export function isTraceId(text: string): boolean {
  return /^(?!0{32})[\da-f]{32}$/.test(text)
}

/** Tells whether a text can be the id of a span. */
export function isSpanId(text: string): boolean {
  return /^(?!0{16})[\da-f]{16}$/.test(text)
}
