/** Queue and scheduler: work that is done later, again, or at a time of the wall clock. */
export { checkJobOptions } from './check-options.ts'
export {
  cronDefinition,
  type DefineCron,
  type DefineJob,
  type JobDefinition,
  jobDefinition,
  type JobHandler,
  type JobMessage,
  type JobSchedule,
  type JobSettings,
  type JobTraits,
  type ScheduledPayload,
} from './define-job.ts'
export {
  type ActiveJob,
  type Job,
  type JobBackoff,
  jobAsAdded,
  jobDefaults,
  type JobOptions,
  type JobOrigin,
  type JobPriority,
  type JobStatus,
  type NewJob,
  type TakenJob,
} from './job.ts'
export { memoryQueue, type MemoryQueueParts } from './memory/memory-queue.ts'
export type { JobQueue, JobWork, KeptJobs, Queue } from './queue.ts'
export type { Cron } from './schedule/cron.ts'
export {
  memoryScheduler,
  type MemorySchedulerParts,
  problemsOfSchedule,
} from './schedule/memory-scheduler.ts'
export type {
  ScheduledJob,
  ScheduledRun,
  ScheduledWork,
  ScheduleMemory,
  ScheduleOptions,
  Scheduler,
} from './schedule/scheduler.ts'
