/** Full-text search in memory: exact words, and the beginning of the last one. */
import type {
  SearchAdapter,
  SearchDocument,
  SearchHit,
  SearchPlace,
  SearchQuery,
  SearchScalar,
  SearchValue,
} from '@plinth/core'

/** Creates an empty search. The score is how often the words were found. */
export function memorySearch(): SearchAdapter {
  const collections = new Map<string, Map<string, SearchDocument>>()
  const documentsOf = (place: SearchPlace) => {
    const key = `${place.organizationId}/${place.collection}`
    const documents = collections.get(key) ?? new Map<string, SearchDocument>()
    collections.set(key, documents)
    return documents
  }
  return {
    name: 'memory',
    async index(place, documents) {
      for (const document of documents)
        documentsOf(place).set(document.id, structuredClone(document))
    },
    async remove(place, ids) {
      for (const id of ids) documentsOf(place).delete(id)
    },
    async clear(place) {
      documentsOf(place).clear()
    },
    async search(query) {
      const hits = [...documentsOf(query).values()].flatMap((document) => hitOf(document, query))
      const sorted = hits.toSorted((one, other) => order(one, other, query.sort))
      const { offset = 0, limit = 20 } = query
      return { hits: sorted.slice(offset, offset + limit), total: hits.length }
    },
  }
}

function hitOf(
  { id, fields }: SearchDocument,
  { text = '', filter = {} }: SearchQuery,
): SearchHit[] {
  const fits = Object.entries(filter).every(([field, wanted]) => holds(fields[field], wanted))
  if (!fits) return []

  const words = wordsOf(Object.values(fields).flat().join(' '))
  const asked = wordsOf(text)
  const counts = asked.map((word, index) => {
    const isLast = index === asked.length - 1
    return words.filter((found) => found === word || (isLast && found.startsWith(word))).length
  })
  if (counts.includes(0)) return []
  return [
    { id, score: counts.reduce((sum, count) => sum + count, 0), fields: structuredClone(fields) },
  ]
}

function holds(value: SearchValue | undefined, wanted: SearchValue): boolean {
  const has = listOf(value ?? null)
  return listOf(wanted).some((one) => has.includes(one))
}

function listOf(value: SearchValue): readonly SearchScalar[] {
  return typeof value === 'object' && value !== null ? value : [value]
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function order(one: SearchHit, other: SearchHit, sort: SearchQuery['sort']): number {
  const byId = one.id < other.id ? -1 : 1
  if (!sort) return other.score - one.score || byId

  const [left, right] = [one.fields[sort.field] ?? null, other.fields[sort.field] ?? null]
  if (left === right) return byId
  if (left === null || right === null) return left === null ? 1 : -1
  return (left < right ? -1 : 1) * (sort.direction === 'asc' ? 1 : -1)
}
