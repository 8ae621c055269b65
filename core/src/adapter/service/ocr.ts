/** The contract of text recognition: pictures and scans in, text out. */
import type { Adapter } from '../adapter.ts'

/** A picture or a scan to read. */
export interface OcrRequest {
  readonly body: Uint8Array
  /** `image/png`, `image/jpeg`, `application/pdf`: one of the adapter's `contentTypes`. */
  readonly contentType: string
  /** The languages to expect (BCP 47). Default: the adapter finds out. */
  readonly languages?: readonly string[]
}

/** The text of one page, its lines parted by `\n`, in reading order. */
export interface OcrPage {
  /** From 1. */
  readonly number: number
  readonly text: string
  /** How sure it is, 0 to 1. */
  readonly confidence: number
}

/** What was read. A page without text is there, and empty. */
export interface OcrResult {
  readonly pages: readonly OcrPage[]
}

/** Reads text from pictures. */
export interface OcrAdapter extends Adapter {
  readonly contentTypes: readonly string[]
  /** The largest document that it takes, in bytes. */
  readonly maxSize: number
  /**
   * Reads a document.
   *
   * @throws IntegrationError `adapter.refused` for a type it does not take, one too large, or broken bytes.
   */
  read(request: OcrRequest): Promise<OcrResult>
}
