/** Cursors of lists that are sorted by texts too long to stand in one. */
import type { Database } from '@plinth/core/runtime'
import { describe, expect, test } from 'vitest'
import { officeOn } from '../shop.ts'

/** Adds the tests. */
export function describeLongCursors(database: () => Database): void {
  describe('cursors of long texts', () => {
    test('a cursor is taken back however long the texts are that it stands for, and is no longer itself', async () => {
      const own = officeOn(database())
      const texts = [
        '',
        'é',
        'x'.repeat(5_000),
        `${'x'.repeat(4_999)}y`,
        '漢'.repeat(9_999),
        '漢'.repeat(10_000),
      ]
      await own.change(({ specimens }) => specimens.saveBatch(texts.map((text) => ({ text }))))
      const sort = [{ field: 'text', direction: 'desc' }] as const

      const found: unknown[] = []
      let after: string | undefined
      do {
        const place = after === undefined ? {} : { after }
        const page = await own.read(({ specimens }) =>
          specimens.findMany({}, { sort, limit: 1, ...place }),
        )
        found.push(...page.data.map(({ text }) => text))
        after = page.nextCursor ?? undefined
        expect(after?.length ?? 0).toBeLessThanOrEqual(4_096)
      } while (after !== undefined)

      expect(found).toEqual(texts.toReversed().toSorted((one, other) => (one < other ? 1 : -1)))
      expect(await own.read(({ specimens }) => specimens.findAll({}, { sort }))).toHaveLength(6)
    })

    test('a cursor that stands for a long text is refused when its record has another one, or is gone', async () => {
      const own = officeOn(database())
      const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(5_000))
      const [first] = await own.change(({ specimens }) =>
        specimens.saveBatch(texts.map((text) => ({ text }))),
      )
      const sort = [{ field: 'text' }] as const
      const next = (after: string) =>
        own.read(({ specimens }) => specimens.findMany({}, { sort, limit: 1, after }))
      const { nextCursor } = await own.read(({ specimens }) =>
        specimens.findMany({}, { sort, limit: 1 }),
      )
      const after = nextCursor ?? ''

      const changed = await own.change(({ specimens }) =>
        specimens.save({ ...first, decimal: 1, text: 'a'.repeat(5_000) }),
      )
      expect((await next(after)).data).toMatchObject([{ text: texts[1] }])
      await own.change(({ specimens }) => specimens.save({ ...changed, text: 'z' }))

      await expect(next(after)).rejects.toMatchObject({
        code: 'validation.failed',
        failures: [expect.objectContaining({ path: 'after', code: 'cursor' })],
      })
      await own.change(({ specimens }) => specimens.hardDelete(changed.id))
      await expect(next(after)).rejects.toMatchObject({ code: 'validation.failed' })
    })
  })
}
