/** Joins the tables behind refs, so that a condition can ask the records that a record refers to. */
import { type CrossedRef, crossedRefs } from '@plinth/core/runtime'
import { type Table, tableOf } from '../table/index.ts'

/** A table under the alias by which a statement reads it. */
export interface Place {
  readonly table: Table
  readonly alias: string
}

/** Draws aliases that no other part of the statement has. */
export type DrawAlias = () => string

/** The joins of one `from`. Each way over refs is joined once. */
export class Joins {
  readonly #draw: DrawAlias
  readonly #places = new Map<string, Place>()
  readonly #clauses: string[] = []

  constructor(draw: DrawAlias = numbered()) {
    this.#draw = draw
  }

  /** The clauses as they follow the table of the `from`; empty when nothing is crossed. */
  get text(): string {
    return this.#clauses.map((clause) => `\n${clause}`).join('')
  }

  /** Begins the joins of a `from` inside the statement. */
  inner(): Joins {
    return new Joins(this.#draw)
  }

  /** Goes to the record behind a ref; where there is none, each of its columns is null. */
  toOne(from: Place, ref: CrossedRef): Place {
    return this.#join('left join', from, ref)
  }

  /** Goes to the records behind a `ref[]`, a row for each; no row where there is none. */
  toMany(from: Place, ref: CrossedRef): Place {
    return this.#join('join', from, ref)
  }

  /** Names the table behind a ref without joining it. */
  place({ target }: CrossedRef): Place {
    return { table: tableOf(target), alias: this.#draw() }
  }

  #join(kind: string, from: Place, ref: CrossedRef): Place {
    const way = `${from.alias}.${ref.name}`
    const known = this.#places.get(way)
    if (known) return known

    const place = this.place(ref)
    const { table, alias } = place
    this.#clauses.push(`${kind} ${table.name} as ${alias} on ${behind(from, ref, place)}`)
    this.#places.set(way, place)
    return place
  }
}

/** Finds the ref under the name by which rules cross it. */
export function refNamed({ table }: Place, name: string): CrossedRef | undefined {
  return crossedRefs(table.entity).find((ref) => ref.name === name)
}

/** Writes the condition under which a row stands behind a ref of another; a deleted one never does. */
export function behind(from: Place, { field, targetKey, isMany }: CrossedRef, to: Place): string {
  const held = columnOf(from, field.key)
  const key = columnOf(to, targetKey)
  const matches = isMany ? `${key} = any(${held})` : `${key} = ${held}`
  const { alias } = to
  return `${alias}."organization_id" = ${from.alias}."organization_id" and ${matches} and ${alias}."deleted_at" is null`
}

function columnOf({ table, alias }: Place, key: string): string {
  return `${alias}.${table.fields.get(key)?.columns[0].quoted}`
}

function numbered(): DrawAlias {
  let count = 0
  return () => {
    count += 1
    return `r${count}`
  }
}
