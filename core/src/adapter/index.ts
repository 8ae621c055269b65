/** Adapters: what a system is composed with. */
export { AdapterRegistry, type AdapterType } from './registry.ts'
