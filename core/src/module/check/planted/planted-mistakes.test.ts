/** A system with a mistake of every kind: one start tells them all, on one page. */
import { expect, test } from 'vitest'
import { createSystem } from '../../../runtime.ts'
import { planted } from './desk.fixture.ts'

test('a system with a mistake of every kind tells them all at once', () => {
  expect(() => createSystem(planted)).toThrow(
    expect.objectContaining({ code: 'system.invalid', message: page.trim() }),
  )
})

const page = `
Plinth cannot start: 106 mistakes in 4 modules and in how they are composed

  stock       version "one" is not like 1.2.3
  stock       entity "Agent" is declared by module "desk" already
  Stray       the module id "Stray" must be lower-case letters, digits and "_"
  Stray       depends on module "dsek", which is not part of the system. Did you mean "desk"?
  desk        the module id "desk" is taken twice
  desk        id prefix "tic_" of Shelf is taken by Ticket
  desk        entity Ticket: field "subject" allows nothing: "minLength" 5 is more than "maxLength" 3
  desk        an index of Ticket names "sttus", which it has not. Did you mean "status"?
  desk        a unique constraint of Ticket names "subjct", which it has not. Did you mean "subject"?
  desk        Ticket.ownerId refers to "Agnt", which no module declares. Did you mean "Agent"?
  desk        Ticket.agentId leads to a record under the name "agent", which in Ticket is a field of its own
  desk        Ticket.code holds "nmae" of Agent, which is no text that it has. Did you mean "name"?
  desk        entity name "deskLine" must be PascalCase
  desk        id prefix "LINE" of deskLine must be like "ord_"
  desk        entity deskLine: field "count" is of type number, of which "email" cannot be asked; that is for: string, enum, ref, json
  desk        entity deskLine: field "version" has a key that every record has by itself (id, organizationId, createdAt, updatedAt, deletedAt, version, meta); choose another
  desk        entity Shelf: rtChannel must be one word like "orders", for org:{orgId}:orders, not "all:shelves"
  desk        entity Said says "softdelete". Did you mean "softDelete"?
  desk        machine "agent" is declared by module "desk" already
  desk        Agent is driven by the machine "agent" already
  desk        machine "ticket", state "open": "color" must be like #F59E0B
  desk        machine "ticket", state "open": "after[0]" needs a delay in milliseconds, above 0 and at most 100 years
  desk        machine "ticket", state "open": "gard" is not known. Did you mean "guard"?
  desk        machine "ticket", state "open": "actions of solve" holds what is no action; there are: emit, dispatch, assign, log
  desk        machine "ticket", state "open": target "doen" is not a state. Did you mean "done"?
  desk        machine "ticket", state "open": it is terminal and has exits: "take", "solve", "after"
  desk        machine "ticket", state "open": it assigns "openedAt" a value that it refuses: openedAt must be an instant in epoch milliseconds, not a text
  desk        machine "ticket", state "open": it assigns "headline", which Ticket computes and does not store
  desk        machine "ticket", state "open": it assigns "status", which only transitions change
  desk        machine "ticket", state "open": it assigns "openedOn", which Ticket has not. Did you mean "openedAt"?
  desk        machine "ticket", state "open": guard of "take" is the rule "desk.senior", which is about Agent; a guard here is about Ticket
  desk        machine "ticket", state "open": guard of "solve" reads Ticket.severty, which Ticket has not. Did you mean "severity"?
  desk        machine "ticket", state "open": it emits "desk.ticket.solved" without a payload, and Ticket has no "mood" for it
  desk        machine "ticket", state "open": it emits "desk.ticket.solvd", which no module declares. Did you mean "desk.ticket.solved"?
  desk        machine "ticket", state "open": it emits "desk.ticket.solved" with what it refuses: ticketId is required
  desk        machine "ticket", state "open": it emits "desk.ticket.solved" with what it refuses: mood must be a text, not a number
  desk        machine "ticket", state "open": it dispatches "desk.escalate" with the record's id as "id" alone, and the command needs "why"
  desk        machine "ticket", state "open": it dispatches "desk.twice" with the record's id as "id" alone, and the command has no "id"
  desk        machine "ticket", state "open": it dispatches "desk.esclate", which no module declares. Did you mean "desk.escalate"?
  desk        machine "agent": initial "opn" is not a state. Did you mean "open"?
  desk        machine "agent", state "open": "meet" to "done" has no guard, so what stands behind it is never taken
  desk        machine "agent", state "done": it has no exit; say terminal: true if it is an end
  desk        machine "agent", state "open": nothing leads to it
  desk        machine "agent", state "done": nothing leads to it
  desk        machine "agent", state "lost": nothing leads to it
  desk        machine "agent", state "lost": Agent.status cannot hold it. There is: open, done
  desk        machine "agent": Agent.status has the default "open", and the machine begins in "opn"
  desk        machine "agent": Agent has no field "stats". Did you mean "status"?
  desk        machine "nobody" drives "Agnt", which no module declares. Did you mean "Agent"?
  desk        rule "desk.senior" is declared by module "desk" already
  desk        rule "desk.crossing" reads Ticket.owner, which Ticket has not: "ownerId" leads to no entity of its module, and a rule goes no further; keep on Ticket what it asks
  desk        rule "desk.short" reads Agent.lvl, which Agent has not. Did you mean "level"?
  desk        rule "desk.type" asks whether entity.openedAt is above "noon"; gt takes an instant in epoch milliseconds, or { ref: path }
  desk        rule "desk.choice" compares entity.severity with "hgh", which it cannot be. Did you mean "high"?
  desk        rule "desk.money" asks whether entity.refund is at most 5000; lte takes money such as { amount: 12400, currency: "USD" }, or { ref: path }
  desk        rule "desk.named" names the rule "desk.senor", which is not registered. Did you mean "desk.senior"?
  desk        rule "desk.actor" reads actor.role, which actor has not. Did you mean "roles"?
  desk        rule "desk.no-value" asks eq of entity.severity without a value; eq takes a text of at most 10000 characters, or null, or { ref: path }
  desk        rule "desk.pattern" has the pattern "(a+", refused at position 0: the group has no )
  desk        rule "desk.days" asks withinDays of entity.severity, an enum; it can be asked: eq, neq, gt, gte, lt, lte, in, nin, contains, matches, exists, empty
  desk        rule "desk.operator" uses "equals", which is no operator. There is: eq, exists, empty, neq, gt, gte, lt, lte, in, nin, contains, containsAll and 3 more
  desk        rule "desk.one" stands for itself: desk.one → desk.two → desk.one (at desk.two.ref)
  desk        rule "desk.of-nobody" is about entity "Tickt", which no module declares. Did you mean "Ticket"?
  desk        rule "dsk.astray" must begin with "desk."
  desk        template "desk.template" takes the parameter "limt", which the template does not declare. Did you mean "limit"?
  desk        command "desk.twice" is declared by module "desk" already
  desk        query "desk.twice" has the name of a command of module "desk"; take another
  desk        command "desk.forgotten" is declared and has no handler
  desk        command "stock.take" must begin with "desk."
  desk        command "desk.twice": ticketId refers to "Tiket", which no module declares. Did you mean "Ticket"?
  desk        command "desk.guarded" asks for the permission "guarded"; a permission is like "desk.guarded"
  desk        query "desk.twice": field "shown" is computed, which only the fields of an entity are
  desk        event "desk.ticket.solved" is declared by module "desk" already
  desk        event "desk.solved" must be like "desk.thing.happened"
  desk        event "stock.item.moved" must begin with "desk."
  desk        event "desk.ticket.updated" is what Ticket tells of its changes by itself; take another name
  desk        event "desk.ticket.updated": ticketId refers to "Tickett", which no module declares. Did you mean "Ticket"?
  desk        event "desk.ticket.moved": version 3 has no upcast from 2 to 3
  desk        subscription "desk.named-twice" is taken by module "desk"
  desk        subscription "desk.hears-nothing" hears "desk.ticket.slved", which nobody tells. Did you mean "desk.ticket.solved"?
  desk        subscription "elsewhere.named" must begin with "desk."
  desk        subscription "desk.named-twice": "des*k.x" is no pattern of event types; write segments between dots, each a name or "*", such as "sales.order.*"
  desk        subscription "desk.named-twice" hears "desk.ticket.vanished", which nobody tells. There is: desk.ticket.solved, desk.ticket.updated, desk.ticket.moved, desk.ticket.created, desk.ticket.deleted, desk.ticket.restored, desk.ticket.erased, desk.solved, desk.agent.created, desk.agent.updated, desk.agent.deleted, desk.agent.restored and 22 more
  desk        a forward hears "desk.ticket.sovled", which nobody tells. Did you mean "desk.ticket.solved"?
  desk        migration "0.1.0" is there twice
  desk        migration "2.0.0" is ahead of the module, which has version 1.0.0
  desk        migration "0.1.0" controls the transaction that it runs in: "commit"
  desk        migration "0.1.0" has no statement
  desk        config: days must be at most 9, not 12
  desk        job "stock.count" is declared by module "desk" already
  desk        job "desk.often": "0 25 * * *" is no cron expression: hour is out of range
  desk        job "desk.often": "Europe/Berln" is no time zone; a zone is like Europe/Berlin or UTC
  desk        job "desk.never": "0 0 31 2 *" is never due
  desk        job "jb" must be like "desk.send-invoice"
  desk        job "jb": concurrency is 0; it must be 1 to 1000
  desk        job "jb": attempts is -1; it must be 1 to 100
  desk        job "stock.count" must begin with "desk."
  desk        entity Shelf has searchSync, and the system has no adapter for "search": add one under adapters.search
  desk        entity Shelf has searchSync, and no field for it: mark one with searchable: true that is not sensitive
  one         depends on itself: one → two → one
  (composed)  config is for module "stok", which is not part of the system. Did you mean "stock"?
  (composed)  role "agent" is granted "desk.ticket.slove", which fits no permission. Did you mean "desk.ticket.solve"?
  (composed)  role "agent" is granted "desk..x"; write segments between dots, each a name or "*", such as "sales.order.*"
  (composed)  role "agent" is granted "dsk.*", which fits no permission. Did you mean "desk.*"?
  (composed)  role "agent" is granted "zebra", which fits no permission. There is: desk.escalate, desk.forgotten, stock.take, desk.twice, guarded, desk.agent.read, desk.agent.create, desk.agent.update, desk.agent.delete, desk.agent.import, desk.agent.reveal, desk.agent.meet and 37 more
  (composed)  adapters.payment.active is "stripe", and there is no such adapter. There is none
`
