/** What a module is handed at boot: the parts of the system that it may add to. */
import type { AdapterRegistry } from '../../adapter/index.ts'
import type { HandlerContext } from '../../context/index.ts'
import type { Mediator } from '../../cqrs/index.ts'
import type { EntitySchemaRegistry } from '../../entity/index.ts'
import type { EventBus, EventStore } from '../../event/index.ts'
import type { Logger } from '../../primitives/index.ts'
import type { JobQueue, Scheduler } from '../../queue/index.ts'
import type { RealTimeBridge } from '../../realtime/index.ts'
import type { Database } from '../../repository/index.ts'
import type { RuleEngine } from '../../rule/index.ts'
import type { FSMEngine } from '../../state/index.ts'

/** The parts of a system, while its modules boot. What a module declares is in place already. */
export interface BootRegistry {
  /**
   * For layers around every message (`use`). Handlers are declared, not registered: the boot checks them,
   * and what is registered here is served by no API.
   */
  readonly mediator: Mediator<HandlerContext>
  /** For listening in process, as unnamed subscriptions do. */
  readonly bus: EventBus<HandlerContext>
  /** The log of an organization; what it tells is in the versions that are declared now. */
  readonly store: (organizationId: string) => EventStore
  readonly schemas: EntitySchemaRegistry
  readonly rules: RuleEngine
  readonly fsms: FSMEngine
  readonly realtime: RealTimeBridge
  readonly db: Database
  readonly adapters: AdapterRegistry
  /** Its workers are the modules' jobs; whoever adds by it says for which organization. */
  readonly queue: JobQueue
  readonly scheduler: Scheduler
  readonly logger: Logger
}
