/** The durable subscriptions by which `afterSave` and `afterDelete` are called, whatever is killed. */
import { type AfterHook, callAfter, type HandlerContext } from '../../context/index.ts'
import { type EntityDefinition, kebabCase } from '../../entity/index.ts'
import { type Subscription, subscription } from '../../event/index.ts'
import type { Mutation } from '../../repository/index.ts'
import { mutationsHeard } from './mutations-heard.ts'

/** The mutations that each hook is called after. */
const occasions: Readonly<Record<AfterHook, readonly Mutation[]>> = {
  afterSave: ['created', 'updated', 'restored'],
  afterDelete: ['deleted'],
}

/** Makes the subscriptions of an entity's hooks: `sales.order.after-save`. */
export function hookSubscriptions(
  module: string,
  entity: EntityDefinition,
): readonly Subscription<HandlerContext>[] {
  const after: readonly AfterHook[] = ['afterSave', 'afterDelete']
  return after.flatMap((hook) => {
    if (!entity.hooks?.[hook]) return []
    const { told, pattern, filter } = mutationsHeard(module, entity, occasions[hook])
    const name = `${told}.${kebabCase(hook)}`
    return subscription<HandlerContext>(pattern, { name, filter }, (event, ctx) =>
      callAfter(hook, event, ctx),
    )
  })
}
