/** The repository of the example keeps the contract of every repository. */
import { describeRepository } from '@plinth/testing/contracts'
import { Shelf } from './shelf.ts'
import { ShelfRepository } from './shelf-repository.ts'

describeRepository(() => {
  const shelf = new Shelf()
  return {
    repository: (schema, unit, tools) => new ShelfRepository(schema, unit, { ...tools, shelf }),
    flush: async (changes) => shelf.flush(changes),
    history: async (...place) => shelf.history(...place),
  }
})
