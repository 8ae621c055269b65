/** The table of stable error codes: what each one means, in one sentence. */

/**
 * Every code that Plinth raises itself. A module may use codes of its own for its `BusinessError`s;
 * they begin with the module's id, as in `sales.credit-exhausted`.
 */
export const errorCodes = {
  'entity.unknown': 'No module declares this entity.',
  'entity.not-found': 'No such record in this organization.',
  'entity.stale': 'The record was changed by someone else since it was read.',
  'entity.duplicate': 'Another record of this organization already has this value.',
  'entity.in-use': 'The record is still referred to by another one.',
  'validation.failed': 'The input breaks its schema.',
  'state.unknown': 'No module declares this state machine.',
  'state.invalid': 'The state machine contradicts itself, or its name is taken.',
  'state.refused': 'The state machine does not allow this event now.',
  'auth.required': 'The request does not say who is asking.',
  'auth.forbidden': 'The caller lacks the permission.',
  'module.unknown': 'No module of the system has this id.',
  'message.unknown': 'No handler is registered for this message type.',
  'event.undeclared': 'No module declares this event.',
  'event.pattern-invalid': 'This is no pattern of event types.',
  'event.upcast-failed': 'A stored event cannot be brought to the version that is declared now.',
  'event.unhandled': 'Handlers of an event failed.',
  'unit.read-only': 'A query tried to write.',
  'unit.ended': 'A write came after its command had ended.',
  'unit.entangled': 'A command failed beside others that had built on what it wrote.',
  'rule.invalid': 'The rule is not well formed, or reads what does not exist.',
  'rule.unknown': 'No rule is registered under this name.',
  'rule.fact-missing': 'A rule reads a fact that was not loaded.',
  'money.invalid': 'The amount or the currency is not valid money.',
  'money.overflow': 'The amount leaves the range of safe integers.',
  'money.mixed-currencies': 'Two amounts of different currencies cannot be combined.',
  'id.invalid': 'The identifier is not well formed.',
  'system.invalid': 'The modules contradict themselves or each other.',
  'system.stopped': 'The system is not running.',
  'config.invalid': 'The configuration is not valid.',
  'config.unknown': 'No module of the system has this configuration.',
  'adapter.missing': 'No such adapter is registered for this capability.',
  'adapter.taken': 'Two adapters of one capability have the same name.',
  'adapter.refused': 'The service outside will not do this, however often it is asked.',
  'adapter.failed': 'The service outside broke; another try may succeed.',
  'adapter.timeout': 'The service outside did not answer in time; the outcome is unknown.',
  'job.unknown': 'No module declares this job.',
  'job.not-found': 'No such job in this organization.',
  'job.state': 'The job is in a state that does not allow this.',
  'job.timeout': 'The job has not ended in its time.',
  'job.lost': 'The attempt is over: the job has hung, or was cancelled.',
  'schedule.invalid': 'The schedule is not well formed, or its name is taken.',
  'schedule.unknown': 'There is no schedule of this name.',
  'delivery.handled': 'The subscription has already handled this event.',
  'delivery.late': 'The subscription has not handled the event in time.',
  'realtime.channel-invalid': 'This is no channel, or none that may take this.',
  'realtime.client-taken': 'A client is connected under this id already.',
  'realtime.client-unknown': 'No client is connected under this id.',
  'realtime.full': 'There are as many clients, or channels of one, as there may be.',
  'timer.gone': 'The timer has fired, or was called off.',
  'database.unreachable': 'The database does not answer.',
  'database.refused': 'The database refuses this user or this database name.',
  'database.unsafe': 'The work role could read around the tenant policies.',
  'database.locked': 'Another process uses this data directory.',
  'database.timeout': 'The database did not answer in time; the outcome is unknown.',
  'database.contention': 'Two transactions stood in each other’s way; trying again may help.',
  'database.failed': 'The database reported an error.',
  'migration.refused': 'The schema change is not additive and needs a reviewed migration.',
  internal: 'Something broke inside the system.',
} as const

/** A code from Plinth's own table. */
export type KnownErrorCode = keyof typeof errorCodes

/** Plinth's own codes (completed by the editor) and those of modules. */
export type ErrorCode = KnownErrorCode | (string & {})
