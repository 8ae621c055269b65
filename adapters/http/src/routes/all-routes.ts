/** Every route for callers who are known, in the order in which documents show them. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import { historyRoute } from './record/history-route.ts'
import { listRoute } from './record/list-route.ts'
import { messageRoutes } from './message-routes.ts'
import { recordRoutes } from './record/record-routes.ts'
import type { Route } from './route.ts'
import { transitionRoutes } from './record/transition-routes.ts'

/** Lists the routes of a catalogue. */
export function allRoutes(catalogue: Catalogue): readonly Route[] {
  const records = catalogue.resources.flatMap((resource) => [
    listRoute(resource),
    ...recordRoutes(resource),
    ...transitionRoutes(resource),
    historyRoute(resource),
  ])
  return [...records, ...messageRoutes(catalogue)]
}
