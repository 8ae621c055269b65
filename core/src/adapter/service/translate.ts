/** The contract of translation: texts from one language into another. */
import type { Adapter } from '../adapter.ts'

/** Texts to translate. */
export interface TranslationRequest {
  /** At most `maxTexts`. */
  readonly texts: readonly string[]
  /** BCP 47: `de`, `pt-BR`. */
  readonly to: string
  /** Default: found out for each text. */
  readonly from?: string
  /** `html` keeps the marks and translates between them. Default `plain`. */
  readonly format?: 'plain' | 'html'
}

/** A translated text. */
export interface Translation {
  readonly text: string
  /** The language that it was in, as given or as found. */
  readonly from: string
}

/** Translates. */
export interface TranslateAdapter extends Adapter {
  /** How many texts it takes at a time. */
  readonly maxTexts: number
  /**
   * Translates each text; the answers stand in the order of the texts. An empty text stays empty.
   *
   * @throws IntegrationError `adapter.refused` for a language it does not know, or too many texts.
   */
  translate(request: TranslationRequest): Promise<readonly Translation[]>
}
