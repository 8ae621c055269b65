/** Finds what a module is configured with. */
import { CoreError } from '../errors/index.ts'
import { meantOrKnown } from '../primitives/index.ts'
import type { Kernel } from './kernel.ts'

/** Finds the values of a module's configuration. @throws CoreError `config.unknown`, naming the nearest */
export function configOf(
  { configs }: Pick<Kernel, 'configs'>,
  module: string,
): Readonly<Record<string, unknown>> {
  const values = configs.get(module)
  if (values) return values

  const hint = meantOrKnown(module, configs.keys())
  throw new CoreError('config.unknown', `no module "${module}" is configured. ${hint}`, { module })
}
