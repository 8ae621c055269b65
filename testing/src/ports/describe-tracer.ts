/** What every tracer must do: ids as in W3C Trace Context, and spans that stand in one another. */
import type { Tracer } from '@plinth/core'
import { isSpanId, isTraceId } from '@plinth/core/runtime'
import { describe, expect, test } from 'vitest'

/** Runs the suite. */
export function describeTracer(open: () => Tracer): void {
  describe('as every tracer', () => {
    test('ids are well formed, and a request known by the id of a trace is in that trace', () => {
      const known = '4bf92f3577b34da6a3ce929d0e0e4736'

      const span = open().start('command a.b', { ...root, correlationId: known })

      expect(span.traceId).toBe(known)
      expect(isSpanId(span.spanId)).toBe(true)
    })

    test('a request that is known otherwise has a trace of its own', () => {
      const tracer = open()

      const spans = ['req_1', '', '0'.repeat(32), undefined].map((correlationId) =>
        tracer.start('command a.b', { ...root, correlationId }),
      )

      expect(spans.every(({ traceId }) => isTraceId(traceId))).toBe(true)
      expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(spans.length)
    })

    test('a part is in the trace of the whole, and is a span of its own', () => {
      const tracer = open()
      const whole = tracer.start('command a.b', root)

      const part = tracer.start('query a.c', { ...root, parent: whole })

      expect(part.traceId).toBe(whole.traceId)
      expect(part.spanId).not.toBe(whole.spanId)
    })

    test('a span may be ended twice, in any order with its parts, and with whatever was thrown', () => {
      const tracer = open()
      const whole = tracer.start('command a.b', root)
      const part = tracer.start('query a.c', { ...root, parent: whole })

      const end = () => {
        whole.end(new Error('broken'))
        part.end('no error at all')
        whole.end()
      }

      expect(end).not.toThrow()
    })
  })
}

const root = { parent: null, correlationId: 'req_1', attributes: { 'plinth.org': 'org_1' } }
