/** The driver's port on top of connections: decides the terms of each transaction. */
import type { Scope, Terms, WorkRole } from '../driver/scope.ts'
import type { QueryResult, Session, SqlDriver } from '../driver/sql-driver.ts'
import type { Statement } from '../driver/statement.ts'
import type { Connections } from './connections.ts'

/** What one database and its connections are like. */
export interface Traits {
  readonly place: string
  readonly roles: Readonly<Record<WorkRole, string>>
  readonly exclusive: boolean
  readonly survivesPowerLoss: boolean
  /** Milliseconds for a call whose scope names none. */
  readonly timeoutMs: number
  readonly openSession: () => Promise<Session>
  /** Ends what the connections ran on, after they are closed. */
  readonly end: () => Promise<void>
}

/** Names the work roles of a database: roles are shared by all databases of a server. */
export function rolesOf(database: string): Readonly<Record<WorkRole, string>> {
  return { app: `${database}_app`, relay: `${database}_relay`, owner: `${database}_owner` }
}

/** A driver over connections of node-postgres, whatever these speak to. */
export class PooledDriver implements SqlDriver {
  readonly place: string
  readonly roles: Readonly<Record<WorkRole, string>>
  readonly exclusive: boolean
  readonly survivesPowerLoss: boolean
  readonly #connections: Connections
  readonly #traits: Traits

  constructor(connections: Connections, traits: Traits) {
    this.#connections = connections
    this.#traits = traits
    this.place = traits.place
    this.roles = traits.roles
    this.exclusive = traits.exclusive
    this.survivesPowerLoss = traits.survivesPowerLoss
  }

  transact(scope: Scope, statements: readonly Statement[]): Promise<readonly QueryResult[]> {
    return this.#run(scope, 'write', statements)
  }

  async query(scope: Scope, statement: Statement): Promise<QueryResult> {
    const [result] = await this.#run(scope, 'read', [statement])
    return result ?? nothing
  }

  session(): Promise<Session> {
    return this.#traits.openSession()
  }

  async close(): Promise<void> {
    await this.#connections.close()
    await this.#traits.end()
  }

  #run(
    scope: Scope,
    access: Terms['access'],
    statements: readonly Statement[],
  ): Promise<readonly QueryResult[]> {
    const { role, timeoutMs = this.#traits.timeoutMs } = scope
    const terms = this.#termsOf(scope, access, timeoutMs)
    return this.#connections.run({ role, terms, statements, timeoutMs })
  }

  // What the login role writes goes out bare: some commands refuse to run beside another statement.
  #termsOf(scope: Scope, access: Terms['access'], timeoutMs: number): Terms | null {
    const { role, organizationId = '' } = scope
    if (role !== 'login') return { role: this.roles[role], organizationId, timeoutMs, access }
    return access === 'write' ? null : { role: 'none', organizationId, timeoutMs, access }
  }
}

const nothing: QueryResult = { rows: [], count: 0 }
