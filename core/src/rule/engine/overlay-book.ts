/** Keeps the overlays of all organizations, and the rules that were compiled with them. */
import { CoreError } from '../../errors/index.ts'
import { meantOrKnown } from '../../primitives/text/name-hint.ts'
import type { Timestamp } from '../../primitives/platform.ts'
import { namesIn } from '../check/condition.ts'
import type { CompiledRule } from '../compile-rule.ts'
import { AskedRules } from './asked-rules.ts'
import { type CheckedOverlay, isInForce, type RuleOverlay } from './rule-overlay.ts'

/** The most overlays that one organization has. */
const mostOverlays = 1_000

/** The rules of one organization that are kept compiled; then all are forgotten. */
const mostCompiled = 256

interface Tenant {
  readonly overlays: Map<string, CheckedOverlay>
  /** Those that were in force when they were asked for last. */
  force: readonly CheckedOverlay[]
  /** By the rule's data: what was compiled with those in force. */
  readonly compiled: Map<unknown, CompiledRule>
  /** What was asked without being registered, compiled with those in force. */
  readonly asked: AskedRules
}

/** The overlays of one engine. */
export class OverlayBook {
  readonly #tenants = new Map<string, Tenant>()

  /** Adds an overlay. @throws CoreError `rule.invalid` when its id is taken, or there are too many */
  add(overlay: CheckedOverlay): void {
    const { id, organizationId } = overlay
    const tenant = this.#tenants.get(organizationId) ?? newTenant()
    if (tenant.overlays.has(id)) throw refused(id, 'is there already')
    if (tenant.overlays.size >= mostOverlays) {
      throw refused(id, `is one too many: an organization has at most ${mostOverlays}`)
    }
    this.#tenants.set(organizationId, tenant)
    tenant.overlays.set(id, overlay)
  }

  /** Takes an overlay away. @throws CoreError `rule.unknown` */
  remove(organizationId: string, id: string): void {
    const tenant = this.#tenants.get(organizationId)
    if (!tenant?.overlays.delete(id)) {
      const known = tenant?.overlays.keys() ?? []
      const message = `the organization has no overlay "${id}". ${meantOrKnown(id, known)}`
      throw new CoreError('rule.unknown', message, { overlay: id })
    }
    if (tenant.overlays.size === 0) this.#tenants.delete(organizationId)
  }

  /** Lists the overlays of all organizations that stand on a rule or template. */
  on(rule: string): readonly CheckedOverlay[] {
    const all = [...this.#tenants.values()].flatMap(({ overlays }) => [...overlays.values()])
    return all.filter((one) => one.rule === rule || namesIn(one.condition).has(rule))
  }

  /**
   * Lists those of an organization that count at a moment, in the order in which they came. While the same
   * ones count, it is the same list.
   */
  inForce(organizationId: string, now: Timestamp): readonly CheckedOverlay[] {
    const tenant = this.#tenants.get(organizationId)
    if (!tenant) return none

    const force = [...tenant.overlays.values()].filter((one) => isInForce(one, now))
    if (isSame(force, tenant.force)) return tenant.force

    tenant.compiled.clear()
    tenant.asked.clear()
    tenant.force = force.length === 0 ? none : Object.freeze(force)
    return tenant.force
  }

  /** Finds where rules are remembered that were compiled with these overlays; null unless they are in force. */
  askedOf(overlays: readonly CheckedOverlay[]): AskedRules | null {
    const tenant = this.#tenants.get(overlays[0]?.organizationId ?? '')
    return tenant?.force === overlays ? tenant.asked : null
  }

  /** Forgets what was asked without being registered. */
  forgetAsked(): void {
    for (const { asked } of this.#tenants.values()) asked.clear()
  }

  /** Finds a rule that was compiled with the overlays in force, or keeps the one that is made. */
  compiled(
    overlays: readonly CheckedOverlay[],
    rule: unknown,
    make: () => CompiledRule,
  ): CompiledRule {
    const tenant = this.#tenants.get(overlays[0]?.organizationId ?? '')
    if (tenant?.force !== overlays) return make()

    const known = tenant.compiled.get(rule)
    if (known) return known
    const made = make()
    if (tenant.compiled.size >= mostCompiled) tenant.compiled.clear()
    tenant.compiled.set(rule, made)
    return made
  }
}

/** Makes the error for a rule that is to be unregistered while overlays stand on it. */
export function stillTightened(id: string, overlays: readonly RuleOverlay[]): CoreError {
  const names = overlays.slice(0, mostNames).map((overlay) => `"${overlay.id}"`)
  const more = overlays.length > mostNames ? ', …' : ''
  const message = `"${id}" cannot be unregistered: overlays stand on it: ${names.join(', ')}${more}`
  return new CoreError('rule.invalid', message, { rule: id, overlays: overlays.length })
}

const mostNames = 5

const none: readonly CheckedOverlay[] = Object.freeze([])

function newTenant(): Tenant {
  return { overlays: new Map(), force: none, compiled: new Map(), asked: new AskedRules() }
}

function isSame(one: readonly CheckedOverlay[], other: readonly CheckedOverlay[]): boolean {
  return one.length === other.length && one.every((overlay, at) => overlay === other[at])
}

function refused(id: string, reason: string): CoreError {
  return new CoreError('rule.invalid', `the overlay "${id}" ${reason}`, { overlay: id })
}
