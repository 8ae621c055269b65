/**
 * Has the declared jobs done: those that were added by the queue, those that recur once for each
 * organization when they are due.
 *
 * A job's handler works in a unit of work of its own, which commits with a receipt: what it changes
 * takes effect once, however often it is tried.
 */
import { type HandlerContext, type Kernel, RequestContext } from '../../context/index.ts'
import { CoreError } from '../../errors/index.ts'
import type { JobTraits, ScheduledRun, Scheduler, TakenJob } from '../../queue/index.ts'
import { organization, systemActor } from './system-actor.ts'

/** Says which organizations there are, by id. */
export type Organizations = () => readonly string[] | Promise<readonly string[]>

/** What declared jobs need. */
export interface WorkParts {
  readonly kernel: Kernel
  readonly jobs: readonly JobTraits[]
  readonly scheduler: Scheduler
  readonly organizations: Organizations
}

/** The jobs of a system at work. */
export class DeclaredWork {
  readonly #parts: WorkParts
  // Schedule and organization → the job that it added last.
  readonly #last = new Map<string, string>()
  #ended = 0

  constructor(parts: WorkParts) {
    this.#parts = parts
    const { kernel, jobs } = parts
    for (const job of jobs) {
      kernel.queue.process(job.name, (taken) => this.#do(job, taken), job.concurrency)
      this.#schedule(job)
    }
  }

  /** How many attempts have ended so far. */
  get ended(): number {
    return this.#ended
  }

  async start(): Promise<void> {
    this.#parts.kernel.queue.start()
    await this.#parts.scheduler.start()
  }

  /** Resolves when no job is waiting or active. @throws what a job failed with that is to be tried again */
  async settled(): Promise<void> {
    await this.#parts.scheduler.settled()
    await this.#parts.kernel.queue.settled()
  }

  async stop(): Promise<void> {
    await this.#parts.scheduler.stop()
    await this.#parts.kernel.queue.stop()
  }

  #schedule({ name, schedule, options }: JobTraits): void {
    if (!schedule) return
    const { cron, ...how } = schedule
    const begin = async ({ scheduledFor }: ScheduledRun) => {
      for (const organizationId of await this.#parts.organizations()) {
        if (!how.overlap && (await this.#isOpen(name, organizationId))) continue
        await this.#enqueue({ name, options }, { organizationId, scheduledFor })
      }
    }
    this.#parts.scheduler.define(name, cron, begin, how)
  }

  // The moment is part of its id, so that of several processes one adds it.
  async #enqueue(
    { name, options }: Pick<JobTraits, 'name' | 'options'>,
    { organizationId, scheduledFor }: { organizationId: string; scheduledFor: number },
  ): Promise<void> {
    const { queue, platform } = this.#parts.kernel
    const jobId = `${name}@${new Date(scheduledFor).toISOString()}`
    const correlationId = platform.ids.generateFor('cor_')
    const payload = { scheduledFor }
    const origin = { organizationId, correlationId, causedBy: null }
    await queue.enqueue([{ ...origin, name, payload, options: { ...options, jobId } }])
    this.#last.set(`${name} ${organizationId}`, jobId)
  }

  async #isOpen(name: string, organizationId: string): Promise<boolean> {
    const id = this.#last.get(`${name} ${organizationId}`)
    const job =
      id === undefined ? null : await this.#parts.kernel.queue.of(organizationId).getJob(id, name)
    return job !== null && job.status !== 'completed' && job.status !== 'failed'
  }

  async #do(traits: JobTraits, { job, origin }: TakenJob): Promise<void> {
    const { organizationId, correlationId, causedBy } = origin
    const org = organization(organizationId)
    const caller = { actor: systemActor(organizationId), org, correlationId, causedBy }
    const context = new RequestContext(this.#parts.kernel, caller)
    const eventId = `${organizationId}/${job.id}/${job.createdAt}`
    try {
      const receipt = { subscription: `job ${traits.name}`, eventId }
      await context.inUnit((inner) => handled(traits, job, inner), { receipt })
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'delivery.handled') throw error
    } finally {
      this.#ended += 1
    }
  }
}

// An attempt that has hung, or was cancelled meanwhile, must not commit.
async function handled(
  { handle }: JobTraits,
  job: TakenJob['job'],
  ctx: HandlerContext,
): Promise<void> {
  await call(handle, job, ctx)
  job.assertHeld()
}

// The payload's and the context's types were checked where the job was declared; the queue knows jobs
// by name only.
function call(handle: JobTraits['handle'], job: unknown, ctx: unknown): unknown {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  return handle(job as never, ctx as never)
}
