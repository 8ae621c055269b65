/** Records as they come back: every value, own writes, deletion and restoration. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { RepositoryGround } from '../repository/repository-ground.ts'
import { type Office, officeOn, present, usd } from './shop.ts'

/** Adds the tests. */
export function describeRecords(database: () => RepositoryGround): void {
  describe('records', () => {
    let office: Office
    beforeAll(() => {
      office = officeOn(database())
    })

    describeValues(() => office)
    describeTexts(() => office)
    describeOwnWrites(() => office)
    describeDeletion(() => office)
  })
}

function describeValues(office: () => Office): void {
  test('a record is read as it was saved, with what the repository adds', async () => {
    const saved = await office().change(({ customers }) =>
      customers.save({ name: 'Ada', creditLimit: usd(10_050) }),
    )

    const found = await office().read(({ customers }) => customers.findById(saved.id))

    expect(found).toStrictEqual(saved)
    expect(found).toStrictEqual({
      id: saved.id,
      organizationId: office().organizationId,
      createdAt: present,
      updatedAt: present,
      deletedAt: null,
      version: 1,
      name: 'Ada',
      code: null,
      creditLimit: { amount: 10_050, currency: 'USD' },
      meta: {},
    })
  })

  test('the tags of a record come back', async () => {
    const meta = { source: 'import', line: 7, checked: true, by: null }

    const { id } = await office().change(({ customers }) => customers.save({ name: 'Ada', meta }))

    expect(await office().read(({ customers }) => customers.findById(id))).toMatchObject({ meta })
  })

  test.each([
    { text: '' },
    { decimal: 0.1 },
    { decimal: -1.5e-300 },
    { decimal: 1.7976931348623157e308 },
    { whole: Number.MAX_SAFE_INTEGER },
    { whole: Number.MIN_SAFE_INTEGER },
    { flag: false },
    { moment: 0 },
    { moment: -1 },
    { moment: Date.UTC(1600, 1, 29, 23, 59, 59, 999) },
    { moment: Date.UTC(9999, 11, 31, 23, 59, 59, 999) },
    { price: { amount: -Number.MAX_SAFE_INTEGER, currency: 'JPY' } },
    { choice: "it's two" },
    { place: { lat: -52.520001, lng: 13.4 } },
    {
      route: {
        type: 'LineString',
        coordinates: [
          [13.4, 52.5],
          [-0.1, 51.5],
        ],
      },
    },
    {
      area: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    },
    { friends: [] },
    { friends: ['cus_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAW'] },
    { data: { list: [1, 'two', null, { three: 3 }], empty: {} } },
    { data: [1, [2, [3]]] },
    { data: [] },
    { data: 'a text' },
    { data: '' },
    { data: 0 },
    { data: false },
    { data: { 'a "key"': '\\' } },
    {},
  ])('the values %j come back as they went', async (values) => {
    const saved = await office().change(({ specimens }) => specimens.save(values))

    const found = await office().read(({ specimens }) => specimens.findById(saved.id))

    expect(found).toStrictEqual(saved)
    expect(found).toMatchObject(values)
  })
}

const hostileTexts = [
  `'; drop table shop.specimens; --`,
  `$1 $2 \${x} %s {} {a,b} {"a"} NULL null`,
  `back\\slash \\' \\" "quoted" \\x41 \\n`,
  'line\nbreak\r\n\ttab \u0001 \u007f \u0085 \u2028 \ufeff',
  'ä é ß 漢字 🙂 👩‍👩‍👧 \u{10ffff} \ufffd',
  ' leading and trailing ',
  '<script>alert(1)</script> __proto__ constructor',
]

function describeTexts(office: () => Office): void {
  test.each(hostileTexts)('the text %j is data wherever it stands', async (text) => {
    const [one, two] = await office().change(({ specimens }) =>
      specimens.saveBatch([
        { text, data: { [text]: [text] } },
        { text, data: text },
      ]),
    )
    const { specimens } = await office().read(async (desk) => desk)

    expect(await specimens.findByIds([one?.id ?? '', two?.id ?? ''])).toHaveLength(2)
    expect(await specimens.findById(one?.id ?? '')).toStrictEqual(one)
    const { data } = await specimens.findMany({ text }, { sort: [{ field: 'text' }] })
    expect(data).toStrictEqual([one, two])
  })

  test('an id that is none finds nothing', async () => {
    const { customers } = await office().read(async (desk) => desk)

    for (const id of ['', '%', "' or true --", 'cus_', '🙂', 'x'.repeat(10_000)]) {
      expect(await customers.findById(id)).toBeNull()
    }
  })
}

function describeOwnWrites(office: () => Office): void {
  test('a unit reads what it has staged before it is stored', async () => {
    const seen = await office().change(async ({ customers }) => {
      const ada = await customers.save({ name: 'Ada' })
      const renamed = await customers.save({ ...ada, name: 'Ada L.' })
      return {
        found: await customers.findById(ada.id),
        listed: await customers.findAll({ name: 'Ada L.' }),
        renamed,
      }
    })

    expect(seen.found).toEqual(seen.renamed)
    expect(seen.listed).toEqual([seen.renamed])
  })

  test('a record that a unit creates and changes is stored once, as it came to be', async () => {
    const { id } = await office().change(async ({ customers }) => {
      const ada = await customers.save({ name: 'Ada' })
      return customers.save({ ...ada, name: 'Ada L.' })
    })

    const found = await office().read(({ customers }) => customers.findById(id))

    expect(found).toMatchObject({ name: 'Ada L.', version: 2 })
    expect((await office().history(id)).map(({ version }) => version)).toEqual([1, 2])
  })

  test('what was not flushed is not stored', async () => {
    let id = ''
    await office().prepare(async ({ customers }) => {
      id = (await customers.save({ name: 'Nobody' })).id
    })

    expect(await office().read(({ customers }) => customers.findById(id))).toBeNull()
  })

  test('many records are saved together', async () => {
    const given = Array.from({ length: 300 }, (_, i) => ({ name: `Customer ${i}` }))

    const saved = await office().change(({ customers }) => customers.saveBatch(given))
    const changed = await office().change(({ customers }) =>
      customers.saveBatch(saved.map((row) => ({ ...row, code: row.id }))),
    )

    const found = await office().read(({ customers }) =>
      customers.findByIds(saved.map(({ id }) => id)),
    )
    expect(found).toHaveLength(300)
    expect(new Map(found.map((row) => [row.id, row]))).toEqual(
      new Map(changed.map((row) => [row.id, row])),
    )
  })
}

function describeDeletion(office: () => Office): void {
  test('a deleted record is out of every read, and counts when it is asked for', async () => {
    const { id } = await office().change(({ customers }) => customers.save({ name: 'Gone' }))

    await office().change(({ customers }) => customers.delete(id))

    const { customers } = await office().read(async (desk) => desk)
    expect(await customers.findById(id)).toBeNull()
    expect(await customers.findAll({ name: 'Gone' })).toEqual([])
    expect(await customers.count({ name: 'Gone' })).toBe(0)
    const { data } = await customers.findMany({ name: 'Gone' }, { withDeleted: true })
    expect(data).toMatchObject([{ id, version: 2, deletedAt: present }])
  })

  test('a deleted record can be restored', async () => {
    const { id } = await office().change(({ customers }) => customers.save({ name: 'Back' }))
    await office().change(({ customers }) => customers.delete(id))

    await office().change(({ customers }) => customers.restore(id))

    const found = await office().read(({ customers }) => customers.findById(id))
    expect(found).toMatchObject({ id, name: 'Back', version: 3, deletedAt: null })
    const types = (await office().history(id)).map(({ type }) => type)
    expect(types).toEqual([
      'shop.customer.created',
      'shop.customer.deleted',
      'shop.customer.restored',
    ])
  })
}
