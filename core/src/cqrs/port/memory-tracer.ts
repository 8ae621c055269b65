/** A tracer in memory: for tests, and for looking at what one request did. */
import type { Clock, Random, Timestamp } from '../../primitives/index.ts'
import { isTraceId, type Span, type SpanContext, type SpanOptions, type Tracer } from './tracer.ts'

/** A span that has ended. */
export interface FinishedSpan extends SpanContext {
  readonly name: string
  /** Null for the first span of a trace. */
  readonly parentId: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly startedAt: Timestamp
  /** How long it took, in milliseconds. */
  readonly ms: number
  /** What it failed with; undefined when it ended well. */
  readonly error: unknown
}

/** A tracer whose spans can be read. */
export interface MemoryTracer extends Tracer {
  /** The spans that have ended, in the order in which they did: the last 10,000 of them. */
  readonly spans: readonly FinishedSpan[]
}

/** Creates a tracer that remembers the spans that have ended. */
export function memoryTracer(platform: {
  readonly clock: Clock
  readonly random: Random
}): MemoryTracer {
  const spans: FinishedSpan[] = []
  const finish = (span: FinishedSpan) => {
    if (spans.length === mostSpans) spans.shift()
    spans.push(span)
  }
  return { spans, start: (name, options) => begin({ name, options, platform, finish }) }
}

const mostSpans = 10_000

interface Beginning {
  readonly name: string
  readonly options: SpanOptions
  readonly platform: { readonly clock: Clock; readonly random: Random }
  readonly finish: (span: FinishedSpan) => void
}

function begin({ name, options, platform, finish }: Beginning): Span {
  const { clock, random } = platform
  const { parent, correlationId = '', attributes } = options
  const ownTrace = isTraceId(correlationId) ? correlationId : hexId(random, 16)
  const ids = { traceId: parent?.traceId ?? ownTrace, spanId: hexId(random, 8) }
  const parentId = parent?.spanId ?? null
  const startedAt = clock.now()
  const start = clock.elapsed()
  let hasEnded = false
  return {
    ...ids,
    end(error) {
      if (hasEnded) return
      hasEnded = true
      finish({ ...ids, name, parentId, attributes, startedAt, ms: clock.elapsed() - start, error })
    },
  }
}

// Zeros alone are no id; a source of chance that gives nothing else gets a one.
function hexId(random: Random, bytes: number): string {
  const drawn = new Uint8Array(bytes)
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a source of chance, no array
  random.fill(drawn)
  if (drawn.every((byte) => byte === 0)) drawn[bytes - 1] = 1
  return Array.from(drawn, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
