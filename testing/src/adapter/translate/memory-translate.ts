/** Translation in memory: a text says into which language it was translated. */
import { adapterRefused, type TranslateAdapter } from '@plinth/core'

const languages = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt-BR']

/** Creates a translator: `Guten Tag` is `[en] Guten Tag` in English. It finds out no language: `und`. */
export function memoryTranslate(): TranslateAdapter {
  const translate: TranslateAdapter = {
    name: 'memory',
    maxTexts: 100,
    async translate({ texts, to, from = 'und' }) {
      const unknown = [to, from].find((tag) => tag !== 'und' && !languages.includes(tag))
      if (unknown !== undefined) {
        const reason = `knows no "${unknown}"; it knows ${languages.join(', ')}`
        throw adapterRefused(translate, { reason, facts: { language: unknown } })
      }
      if (texts.length > translate.maxTexts) {
        const reason = `takes ${translate.maxTexts} texts at a time, not ${texts.length}`
        throw adapterRefused(translate, { reason, facts: { texts: texts.length } })
      }
      return texts.map((text) => ({ text: text === '' ? '' : `[${to}] ${text}`, from }))
    },
  }
  return translate
}
