/** The vocabulary of fields: `field.string({ maxLength: 20 })`, required unless `optional`. */
import type { GeoLineString, GeoPoint, GeoPolygon } from '../primitives/geo.ts'
import type { Money } from '../primitives/money/money.ts'
import type { Timestamp } from '../primitives/platform.ts'
import type { Field, FieldSchema, Fields, FieldTraits, FieldType, ListField } from './field.ts'
import { asDeclared, type NamedEntity } from './entity-name.ts'
import type { Id, KeyOf } from './id.ts'

/** What every builder takes: traits, and whether the value may be left out. */
export interface FieldOptions<Optional extends boolean, Default> extends FieldTraits {
  /** The value may be absent; it then reads as null. Default false. */
  readonly optional?: Optional
  /** The value taken when none is given, or a function that makes it. */
  readonly default?: Default | (() => Default)
}

/** Limits of a text. */
export interface StringOptions<Optional extends boolean, Default>
  extends FieldOptions<Optional, Default> {
  /** Fewest characters, in UTF-16 units. Default 0. */
  readonly minLength?: number
  /** Most characters, in UTF-16 units. Default 10,000. */
  readonly maxLength?: number
}

/** Limits of a number, an instant in epoch milliseconds, or an amount in minor units. */
export interface RangeOptions<Optional extends boolean, Default>
  extends FieldOptions<Optional, Default> {
  /** The least value allowed. */
  readonly min?: number
  /** The greatest value allowed. */
  readonly max?: number
}

/** Limits of an amount of money. */
export interface MoneyOptions<Optional extends boolean, Default>
  extends RangeOptions<Optional, Default> {
  /** The only currency allowed, as in ISO 4217. Default: any. */
  readonly currency?: string
}

/** Limits of an id, and what it is the value of. */
export interface RefOptions<Optional extends boolean, By extends string>
  extends FieldOptions<Optional, never> {
  /** The unique text of the target that the ref holds instead of its id: `{ refField: 'code' }`. */
  readonly refField?: By
}

/** How many items a list takes. */
export interface ListOptions<Optional extends boolean = boolean> {
  /** The list may be absent; it then reads as null. Default false. */
  readonly optional?: Optional
  /** Fewest items. Default 0. */
  readonly min?: number
  /** Most items. Default 1,000. */
  readonly max?: number
}

type Held<Name extends string, By extends string> = By extends 'id' ? Id<Name> : KeyOf<Name, By>

type Given<Optional extends boolean, Default> = Optional extends true
  ? 'optional'
  : [Default] extends [never]
    ? 'required'
    : 'defaulted'

/** An entity by value, or its name where a value would make a circle. */
type Target<Name extends string> = Name | NamedEntity<Name>

/** The builders, one a kind of value. Each returns a frozen field. */
export interface FieldBuilders {
  /** A text without NUL and lone surrogates. */
  string<Optional extends boolean = false, Default extends string = never>(
    options?: StringOptions<Optional, Default>,
  ): Field<string, Given<Optional, Default>>
  /** A finite number. */
  number<Optional extends boolean = false, Default extends number = never>(
    options?: RangeOptions<Optional, Default>,
  ): Field<number, Given<Optional, Default>>
  /** A whole number within ±(2^53 − 1). */
  integer<Optional extends boolean = false, Default extends number = never>(
    options?: RangeOptions<Optional, Default>,
  ): Field<number, Given<Optional, Default>>
  /** True or false. */
  boolean<Optional extends boolean = false, Default extends boolean = never>(
    options?: FieldOptions<Optional, Default>,
  ): Field<boolean, Given<Optional, Default>>
  /** An instant, in epoch milliseconds. */
  date<Optional extends boolean = false, Default extends Timestamp = never>(
    options?: RangeOptions<Optional, Default>,
  ): Field<Timestamp, Given<Optional, Default>>
  /** An amount of one currency, in its minor unit. */
  money<Optional extends boolean = false, Default extends Money = never>(
    options?: MoneyOptions<Optional, Default>,
  ): Field<Money, Given<Optional, Default>>
  /** A point on the earth, `{ lat, lng }` in degrees. */
  geoPoint<Optional extends boolean = false, Default extends GeoPoint = never>(
    options?: FieldOptions<Optional, Default>,
  ): Field<GeoPoint, Given<Optional, Default>>
  /** An area, holes allowed, as a GeoJSON polygon (RFC 7946) of at most 10,000 positions. */
  geoPolygon<Optional extends boolean = false, Default extends GeoPolygon = never>(
    options?: FieldOptions<Optional, Default>,
  ): Field<GeoPolygon, Given<Optional, Default>>
  /** A line, as a GeoJSON line string (RFC 7946) of at most 10,000 positions. */
  geoLineString<Optional extends boolean = false, Default extends GeoLineString = never>(
    options?: FieldOptions<Optional, Default>,
  ): Field<GeoLineString, Given<Optional, Default>>
  /** One of the texts named. */
  oneOf<
    const Value extends string,
    Optional extends boolean = false,
    Default extends NoInfer<Value> = never,
  >(
    values: readonly Value[],
    options?: FieldOptions<Optional, Default>,
  ): Field<Value, Given<Optional, Default>>
  /** The id of a record of another entity, given by value or, where two refer to each other, by name. */
  ref<const Name extends string, Optional extends boolean = false, const By extends string = 'id'>(
    target: Target<Name>,
    options?: RefOptions<Optional, By>,
  ): Field<Held<Name, By>, Given<Optional, never>>
  /** The ids of several records of another entity. */
  refs<const Name extends string, Optional extends boolean = false, const By extends string = 'id'>(
    target: Target<Name>,
    options?: FieldTraits & ListOptions<Optional> & Pick<RefOptions<Optional, By>, 'refField'>,
  ): Field<readonly Held<Name, By>[], Given<Optional, never>>
  /**
   * A value that is worked out from its record whenever it is read, of the type that `of` describes:
   * `field.computed(field.string(), (person) => `${person.first} ${person.last}`)`. It has no column,
   * nobody can give it, and no list is filtered or sorted by it.
   */
  computed<Value, Known extends 'required' | 'optional'>(
    of: Field<Value, Known>,
    compute: (
      record: Readonly<Record<string, unknown>>,
    ) => NoInfer<Known extends 'optional' ? Value | null : Value>,
  ): Field<Known extends 'optional' ? Value | null : Value, 'computed'>
  /** Any JSON value. */
  json<Optional extends boolean = false>(
    options?: FieldOptions<Optional, never>,
  ): Field<unknown, Given<Optional, never>>
  /** A list of records, each with the fields given: for inputs and events, not for stored entities. */
  list<const Items extends Fields, Optional extends boolean = false>(
    items: Items,
    options?: ListOptions<Optional>,
  ): ListField<Items, Given<Optional, never>>
}

/** Builds fields for entities, command inputs and events. */
export const field: FieldBuilders = {
  string: (options) => build('string', options),
  number: (options) => build('number', options),
  integer: (options) => build('number', { ...options, integer: true }),
  boolean: (options) => build('boolean', options),
  date: (options) => build('date', options),
  money: (options) => build('money', options),
  geoPoint: (options) => build('geo.point', options),
  geoPolygon: (options) => build('geo.polygon', options),
  geoLineString: (options) => build('geo.linestring', options),
  oneOf: (enumValues, options) => build('enum', { ...options, enumValues: [...enumValues] }),
  ref: (target, options) => build('ref', { ...options, refEntity: nameOf(target) }),
  refs: (target, options) => build('ref[]', { ...sized(options), refEntity: nameOf(target) }),
  computed: ({ type, ...rest }, computed) =>
    build(type, { ...rest, optional: !rest.required, computed }),
  json: (options) => build('json', options),
  list: (items, options) => build('list', { ...sized(options), items: keyed(items) }),
}

/** Gives fields their keys: a record of builders becomes a list of reference data. */
export function keyed(fields: Fields | readonly FieldSchema[]): readonly FieldSchema[] {
  if (isList(fields)) return fields
  return Object.entries(fields).map(([key, traits]) => Object.freeze({ key, ...traits }))
}

function isList(fields: Fields | readonly FieldSchema[]): fields is readonly FieldSchema[] {
  return Array.isArray(fields)
}

interface AnyOptions extends Partial<Omit<FieldSchema, 'key' | 'type' | 'required'>> {
  readonly optional?: boolean
}

function build(
  type: FieldType,
  { optional = false, ...rest }: AnyOptions = {},
): Field<never, never> {
  return Object.freeze({ type, required: !optional, ...rest })
}

function sized({ min, max, ...rest }: ListOptions = {}): AnyOptions {
  return {
    ...rest,
    ...(min === undefined ? {} : { minLength: min }),
    ...(max === undefined ? {} : { maxLength: max }),
  }
}

function nameOf(target: Target<string>): string {
  return typeof target === 'string' ? target : asDeclared(target).name
}
