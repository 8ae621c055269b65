/** Text recognition in memory: the bytes of a picture are its text. */
import { adapterRefused, type OcrAdapter } from '@plinth/core'

/** Creates a reader of documents that are UTF-8 text, whatever they say; `\f` begins a page. */
export function memoryOcr(): OcrAdapter {
  const ocr: OcrAdapter = {
    name: 'memory',
    contentTypes: ['image/png', 'image/jpeg', 'application/pdf'],
    maxSize: 1_000_000,
    async read({ body, contentType }) {
      const facts = { contentType, size: body.length }
      if (!ocr.contentTypes.includes(contentType)) {
        throw adapterRefused(ocr, { reason: `reads no ${contentType}`, facts })
      }
      if (body.length > ocr.maxSize) {
        throw adapterRefused(ocr, { reason: `reads ${ocr.maxSize} bytes at most`, facts })
      }
      const pages = textOf(ocr, body).split('\f')
      return { pages: pages.map((text, index) => ({ number: index + 1, text, confidence: 1 })) }
    },
  }
  return ocr
}

function textOf(ocr: OcrAdapter, body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw adapterRefused(ocr, { reason: 'cannot read broken bytes', cause })
  }
}
