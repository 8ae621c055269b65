/** The words of a module that need the context: bound to it here, once. */
import {
  type Command,
  commandDefinition,
  type DefineCommand,
  type DefineQuery,
  type Middleware,
  type Query,
  queryDefinition,
} from '../cqrs/index.ts'
import {
  type DefineEntity,
  type DefineEntityClass,
  defineEntity as entityDefinition,
  entityClass as definitionClass,
} from '../entity/index.ts'
import { type DefineSubscription, subscription } from '../event/index.ts'
import { cronDefinition, type DefineCron, type DefineJob, jobDefinition } from '../queue/index.ts'
import type { SystemContext } from './system-context.ts'

/** Has a command done, and answers it. */
export type CommandHandler<Payload = unknown, Result = unknown> = (
  command: Command<Payload>,
  ctx: SystemContext,
) => Result | Promise<Result>

/** Answers a query. */
export type QueryHandler<Params = unknown, Result = unknown> = (
  query: Query<Params>,
  ctx: SystemContext,
) => Result | Promise<Result>

/** A layer of one's own around every handler: does something, calls `next` once, does something more. */
export type MediatorMiddleware = Middleware<SystemContext>

/** Declares an entity. The module that lists it gives it its namespace; the boot checks it. */
export const defineEntity: DefineEntity<SystemContext> = entityDefinition

/**
 * Declares an entity by a class, whose name is that of its records' type: `class Order extends entityClass({…}) {}`.
 * Nothing is constructed, and the class adds nothing: records are plain data.
 */
export const entityClass: DefineEntityClass<SystemContext> = definitionClass

/** Declares a command: what it takes, who may send it, what is done. */
export const defineCommand: DefineCommand<SystemContext> = commandDefinition

/** Declares a query: what it takes, who may ask it, what it answers. */
export const defineQuery: DefineQuery<SystemContext> = queryDefinition

/** Declares what happens when an event has happened: `on(orderPlaced, { name }, async (event, ctx) => …)`. */
export const on: DefineSubscription<SystemContext> = subscription

/** Declares a job: what it takes, how it is tried, what is done: `job('sales.send-invoice', { input, handle })`. */
export const job: DefineJob<SystemContext> = jobDefinition

/**
 * Declares a job that is done again and again, once for each organization:
 * `cron('sales.reminders', '0 8 * * 1-5', { timezone: 'Europe/Berlin' }, async (job, ctx) => …)`.
 */
export const cron: DefineCron<SystemContext> = cronDefinition
