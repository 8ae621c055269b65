/** What every text recognition must do. */
import type { OcrAdapter, OcrRequest } from '@plinth/core'
import { describe, expect, test } from 'vitest'

/** A document, and a word on each of its pages. */
export interface OcrSample {
  readonly document: OcrRequest
  readonly words: readonly string[]
}

/** Runs the suite on a document that the adapter can read. */
export function describeOcr(open: () => Promise<OcrAdapter>, { document, words }: OcrSample): void {
  describe('as every text recognition', () => {
    test('each page is read, in order, with how sure it is', async () => {
      const ocr = await open()

      const { pages } = await ocr.read(document)

      expect(pages.map(({ number }) => number)).toEqual(words.map((_, index) => index + 1))
      for (const [index, { text, confidence }] of pages.entries()) {
        expect(text).toContain(words[index])
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
      }
    })

    test('a type that it does not take is refused', async () => {
      const ocr = await open()

      const read = ocr.read({ ...document, contentType: 'application/x-unknown' })

      await expect(read).rejects.toMatchObject({ code: 'adapter.refused', transient: false })
    })

    test('a document that is too large is refused', async () => {
      const ocr = await open()

      const read = ocr.read({ ...document, body: new Uint8Array(ocr.maxSize + 1) })

      await expect(read).rejects.toMatchObject({ code: 'adapter.refused', transient: false })
    })

    test('broken bytes are refused', async () => {
      const ocr = await open()

      const read = ocr.read({ ...document, body: Uint8Array.of(0xff, 0xfe, 0xff) })

      await expect(read).rejects.toMatchObject({ code: 'adapter.refused', transient: false })
    })
  })
}
