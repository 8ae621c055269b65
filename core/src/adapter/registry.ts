/** Where modules find what a system was composed with: mail, payment, storage. */
import { CoreError } from '../errors/index.ts'
import { excerpt, meantOrKnown } from '../primitives/index.ts'
import type { Adapter } from './adapter.ts'
import { type AdapterContracts, type AdapterType, adapterTypes } from './adapter-contracts.ts'

/** The adapter that a configuration chooses, by type. */
export type ActiveAdapters = { readonly [Type in AdapterType]?: string }

/** The adapters of each type, by name. */
type Shelves = { readonly [Type in AdapterType]: Map<string, AdapterContracts[Type]> }

/** Holds the adapters of a system: several of one type where it has them, one of them active. */
export class AdapterRegistry {
  readonly #active: ActiveAdapters
  readonly #shelves: Shelves = emptyShelves()

  /** Names not chosen: the adapter that was registered first is the active one of its type. */
  constructor(active: ActiveAdapters = {}) {
    this.#active = active
  }

  /** Adds an adapter. @throws CoreError `adapter.taken` when its type has one of this name, `adapter.missing` when there is no such type. */
  register<Type extends AdapterType>(type: Type, adapter: AdapterContracts[Type]): void {
    const shelf = this.#shelfOf(type)
    if (!shelf) throw unknownType(type)
    const { name }: Adapter = adapter
    if (shelf.has(name)) {
      const sentence = `two adapters for "${type}" are called "${name}"; each needs a name of its own`
      throw new CoreError('adapter.taken', sentence, { type, name })
    }
    shelf.set(name, adapter)
  }

  /**
   * Finds the active adapter of a type; with a name, that one, as for a payment that another one took.
   *
   * @throws CoreError `adapter.missing`, naming what there is, when there is none, or no such type.
   */
  get<Type extends AdapterType>(type: Type, name?: string): AdapterContracts[Type] {
    if (!this.#shelfOf(type)) throw unknownType(type)
    const adapter = this.#find(type, name)
    if (adapter) return adapter

    const wanted = name ?? this.#active[type]
    if (wanted !== undefined && this.names(type).length > 0) throw this.#unknown(type, wanted)
    const known = adapterTypes.filter((other) => this.has(other)).join(', ') || 'none'
    const sentence = `the system has no adapter for "${type}"; it has adapters for: ${known}`
    throw new CoreError('adapter.missing', sentence, { type })
  }

  /** Tells whether `get` finds one. */
  has(type: AdapterType, name?: string): boolean {
    return this.#find(type, name) !== undefined
  }

  /** Lists the names of the adapters of a type, in the order in which they were registered. */
  names(type: AdapterType): readonly string[] {
    return [...(this.#shelfOf(type)?.keys() ?? [])]
  }

  /** Lists all adapters, whatever their type. */
  all(): readonly Adapter[] {
    return Object.values(this.#shelves).flatMap((shelf) => [...shelf.values()])
  }

  #find<Type extends AdapterType>(type: Type, name?: string): AdapterContracts[Type] | undefined {
    const shelf = this.#shelfOf(type)
    if (!shelf) return undefined
    const wanted = name ?? this.#active[type]
    if (wanted !== undefined) return shelf.get(wanted)
    const [first] = shelf.values()
    return first
  }

  // A type may come from a configuration: names that every object has are none.
  #shelfOf<Type extends AdapterType>(type: Type): Shelves[Type] | undefined {
    return Object.hasOwn(this.#shelves, type) ? this.#shelves[type] : undefined
  }

  #unknown(type: AdapterType, name: string): CoreError {
    const hint = meantOrKnown(name, this.names(type))
    const sentence = `there is no adapter "${name}" for "${type}". ${hint}`
    return new CoreError('adapter.missing', sentence, { type, name, known: this.names(type) })
  }
}

function unknownType(type: string): CoreError {
  const shown = excerpt(type)
  const sentence = `there are no adapters for "${shown}". ${meantOrKnown(shown, adapterTypes)}`
  return new CoreError('adapter.missing', sentence, { type: shown, known: adapterTypes })
}

function emptyShelves(): Shelves {
  return {
    storage: new Map(),
    'notification.email': new Map(),
    'notification.sms': new Map(),
    'notification.push': new Map(),
    'notification.whatsapp': new Map(),
    'notification.webhook': new Map(),
    payment: new Map(),
    geo: new Map(),
    search: new Map(),
    'fx-rates': new Map(),
    ocr: new Map(),
    translate: new Map(),
  }
}
