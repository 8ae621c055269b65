/** What every translator must do. */
import type { TranslateAdapter } from '@plinth/core'
import { describe, expect, test } from 'vitest'

/** Runs the suite, on a translator that knows German and English. */
export function describeTranslate(open: () => Promise<TranslateAdapter>): void {
  describe('as every translator', () => {
    test('each text has its translation, in the order of the texts', async () => {
      const translator = await open()

      const texts = ['Guten Tag', '', 'Gute Nacht']
      const all = await translator.translate({ texts, from: 'de', to: 'en' })
      const [last] = await translator.translate({ texts: ['Gute Nacht'], from: 'de', to: 'en' })

      expect(all).toHaveLength(3)
      expect(all[0]?.text).not.toBe('Guten Tag')
      expect(all[1]?.text).toBe('')
      expect(all[2]).toEqual(last)
      expect(all[0]?.from).toBe('de')
    })

    test('nothing to translate is no mistake', async () => {
      const translator = await open()

      expect(await translator.translate({ texts: [], to: 'en' })).toEqual([])
    })

    test('a language that it does not know is refused by name', async () => {
      const translator = await open()

      const translation = translator.translate({ texts: ['Guten Tag'], to: 'qqq' })

      await expect(translation).rejects.toMatchObject({
        code: 'adapter.refused',
        message: expect.stringContaining('qqq'),
      })
    })

    test('too many texts are refused', async () => {
      const translator = await open()
      const texts = Array.from({ length: translator.maxTexts + 1 }, () => 'a')

      const translation = translator.translate({ texts, from: 'de', to: 'en' })

      await expect(translation).rejects.toMatchObject({ code: 'adapter.refused' })
    })
  })
}
