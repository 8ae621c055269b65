/** What is put behind refs is bounded before anything of it is read. */
import { expect, test } from 'vitest'
import { defineEntity, type EntitySchema, entitySchema } from '../../../entity/index.ts'
import { field } from '../../../schema/index.ts'
import type { Row } from '../../flush/changes.ts'
import { crossRefs } from './cross-refs.ts'

const definition = defineEntity({
  name: 'Tag',
  idPrefix: 'tag_',
  fields: { nearIds: field.refs('Tag') },
})
const tag: EntitySchema = entitySchema(definition, {
  namespace: 'wiki',
  entityNamed: () => tag,
})
const traits = { organizationId: 'org_1', version: 1, deletedAt: null, meta: {} }
const rowOf = (id: string, ...nearIds: readonly string[]): Row => ({ ...traits, id, nearIds })

test('a list of many records that name the same ones is refused, at each step of a way', async () => {
  const asked: (readonly string[])[] = []
  const find = async (_schema: EntitySchema, _key: string, ids: readonly string[]) => {
    asked.push(ids)
    return ids.map((id) => rowOf(id, 'c', 'd'))
  }
  const cross = (mostPlaced: number, ...rows: readonly Row[]) =>
    crossRefs(find, { schema: tag, rows, mostPlaced }, { nears: { nears: {} } })

  const first = cross(2, rowOf('a', 'b'), rowOf('b', 'a', 'b'))
  await expect(first).rejects.toMatchObject({ code: 'repository.too-much', facts: { count: 3 } })
  const second = cross(3, rowOf('a', 'a', 'b'))
  await expect(second).rejects.toMatchObject({ facts: { entity: 'Tag', count: 4, most: 3 } })

  expect(asked).toEqual([['a', 'b']])
  expect(await cross(4, rowOf('a', 'a', 'b'))).toMatchObject([{ nears: [{ nears: [{}, {}] }, {}] }])
})
