/** What of a module can be set where it is composed: fields with defaults, read through the context. */
import { type FieldSchema, type Fields, keyed, type ValuesOf } from '../schema/index.ts'

/** The configuration that a module takes, whatever its fields. */
export interface ConfigTraits {
  readonly kind: 'config'
  /** The id of the module whose configuration it is. */
  readonly module: string
  readonly fields: readonly FieldSchema[]
}

/** A declared configuration: `ctx.config(salesConfig)` reads its values. */
export interface ConfigDefinition<F extends Fields = Fields> extends ConfigTraits {
  /** The fields by key, as they were declared. */
  readonly shape: F
}

/**
 * Declares what of a module can be configured. What has a default may be left out where the module is
 * composed; everything is checked at boot, against its field.
 */
export function defineConfig<const F extends Fields>(
  module: string,
  fields: F,
): ConfigDefinition<F> {
  return Object.freeze({ kind: 'config', module, fields: keyed(fields), shape: fields })
}

/** The values of a configuration: each key is there, and null where an optional one was left out. */
export type ConfigOf<C> = C extends ConfigDefinition<infer F> ? ValuesOf<F> : never

/** What a system is configured with: module → key → value. */
export type ModuleConfig = Readonly<Record<string, Readonly<Record<string, unknown>>>>
