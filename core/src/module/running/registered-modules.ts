/** Registers the declared modules, each with what it does at boot and at shutdown. */
import type { Declarations } from '../check/index.ts'
import type { ModuleManifest } from '../manifest.ts'
import { ModuleRegistry, type ModuleRegistryParts } from '../module-registry.ts'

/** Makes the registry. The manifests stand in the order of the modules. */
export function registeredModules(
  { modules }: Declarations,
  manifests: readonly ModuleManifest[],
  parts: ModuleRegistryParts,
): ModuleRegistry {
  const registry = new ModuleRegistry(parts)
  for (const [index, manifest] of manifests.entries()) {
    const { boot = nothing, shutdown = nothing } = modules[index] ?? {}
    registry.register({ manifest, boot, shutdown })
  }
  return registry
}

function nothing(): void {}
