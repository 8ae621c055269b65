/** Refs that could not be followed are told at boot. */
import { expect, test } from 'vitest'
import { defineEntity } from '../../entity/index.ts'
import { field } from '../../schema/index.ts'
import { refProblems } from './check-refs.ts'

const Depot = defineEntity({
  name: 'Depot',
  idPrefix: 'dep_',
  fields: { code: field.string({ unique: true }), town: field.string() },
})

test('a ref may hold a unique text of its target, and nothing else', () => {
  const problems = problemsOf({
    depotCode: field.ref(Depot, { refField: 'code' }),
    homeTown: field.ref(Depot, { refField: 'town' }),
    placeName: field.ref(Depot, { refField: 'cod' }),
  })

  expect(problems).toEqual([
    'homeTown holds "town" of Depot, which is not unique: it names no one record',
    'placeName holds "cod" of Depot, which is no text that it has. Did you mean "code"?',
  ])
})

test('the name behind a ref may be no field, and not that behind another', () => {
  const problems = problemsOf({
    depot: field.string(),
    depotId: field.ref(Depot),
    homeId: field.ref(Depot),
    homeCode: field.ref(Depot, { refField: 'code' }),
  })

  expect(problems).toEqual([
    'depotId leads to a record under the name "depot", which in Driver is a field of its own',
    'homeId leads to a record under the name "home", which in Driver is also what homeCode leads to',
    'homeCode leads to a record under the name "home", which in Driver is also what homeId leads to',
  ])
})

function problemsOf(fields: Parameters<typeof defineEntity>[0]['fields']): readonly string[] {
  const Driver = defineEntity({ name: 'Driver', idPrefix: 'drv_', fields })
  const declared = { module: 'fleet', it: Driver }
  return refProblems(declared, () => ({ module: 'fleet', it: Depot }))
}
