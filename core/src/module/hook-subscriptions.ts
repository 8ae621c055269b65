/** The durable subscriptions by which `afterSave` and `afterDelete` are called, whatever is killed. */
import { type AfterHook, callAfter, type HandlerContext } from '../context/index.ts'
import { type EntityDefinition, kebabCase } from '../entity/index.ts'
import { type Subscription, subscription } from '../event/index.ts'
import type { Mutation } from '../repository/index.ts'

/** The mutations that each hook is called after. */
const occasions: Readonly<Record<AfterHook, readonly Mutation[]>> = {
  afterSave: ['created', 'updated', 'restored'],
  afterDelete: ['deleted'],
}

/** Makes the subscriptions of an entity's hooks: `sales.order.after-save`. */
export function hookSubscriptions(
  module: string,
  { name, hooks = {} }: EntityDefinition,
): readonly Subscription<HandlerContext>[] {
  const after: readonly AfterHook[] = ['afterSave', 'afterDelete']
  const told = `${module}.${kebabCase(name)}`
  return after.flatMap((hook) => {
    if (!hooks[hook]) return []
    const types = new Set(occasions[hook].map((mutation) => `${told}.${mutation}`))
    const filter = ({ type }: { readonly type: string }) => types.has(type)
    return subscription<HandlerContext>(
      `${told}.*`,
      { name: `${told}.${kebabCase(hook)}`, filter },
      (event, ctx) => callAfter(hook, event, ctx),
    )
  })
}
