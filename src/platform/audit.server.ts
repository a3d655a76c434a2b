import { sql } from 'kysely'
import pg from 'pg'
import type { Db, Scope } from './db.server.ts'

/** `module.verb`, as the trail names what was done. */
export type Action = `${string}.${string}`
export type More = {
  /** The person concerned, by the id of the account. */
  about?: string | null
  /** Why, in the actor's own words, where the screen asked for it. No health detail belongs here. */
  reason?: string | null
}

const append = (scope: Scope, network: string | null, kind: 'write' | 'read' | 'export', action: Action, target: string, more: More) =>
  sql`select platform.record_event(${network}, ${kind}, ${action}, ${target}, ${more.about ?? null}, ${more.reason ?? null})`.execute(scope)

/**
 * Notes who did what to which record, in the transaction of the write itself: in the chain of the network, or in that of the
 * installation (null) for what belongs to no network. The role, the moment and the place in the chain come from the database.
 */
export const record = (scope: Scope, network: string | null, action: Action, target: string, more: More = {}) =>
  append(scope, network, 'write', action, target, more)

// What was read in a transaction that is under way, as statements that wait for its end.
const waiting = new WeakMap<Scope, string[]>()
/** Has the readings of this transaction noted at its end, by the one who ends it. */
export const holdReadings = (scope: Scope): void => void waiting.set(scope, [])
// Whoever only read lets go of the chain before the disk has answered, and waits for the disk afterwards: what is written last is kept
// only when all before it is. Many who read in one network then share a turn of the disk. Whoever wrote commits as ever.
const LET_GO = "select set_config('synchronous_commit', 'off', true) where pg_current_xact_id_if_assigned() is null; "
const KEPT = "; select pg_logical_emit_message(true, 'maillage', '')"
/** What ends this transaction, in one round trip: the commit, with the readings that wait before it. Answered when all is on the disk. */
export const ending = (scope: Scope): string => {
  const held = waiting.get(scope) ?? []
  return held.length === 0 ? 'commit' : `${LET_GO}${held.join('')}commit${KEPT}`
}

const literal = (value: string | null | undefined) => (value === null || value === undefined ? 'null' : pg.escapeLiteral(value))

/**
 * Notes that personal data were read, before they are shown: it travels with the commit, because from its entry until then the end
 * of the chain is locked, and other work of the network waits. A visitor leaves no trace: what visitors may read is public.
 */
export const recordRead = async (scope: Scope, network: string | null, action: Action, target: string, more: More = {}) => {
  const held = waiting.get(scope)
  if (held === undefined) return void (await append(scope, network, 'read', action, target, more))
  const values = [network, 'read', action, target, more.about, more.reason].map(literal)
  held.push(`select platform.record_event(${values.join(', ')}); `)
}

/** Notes that data left as a file, by somebody who is signed in. `target` says what was asked for, never words that somebody typed. */
export const recordExport = (scope: Scope, network: string | null, action: Action, target: string, more: More = {}) =>
  append(scope, network, 'export', action, target, more)

/** Notes a sign-in that failed, or that succeeded where no session tells it. `personId` null: nobody has that account. */
export const recordSignIn = (
  db: Db | Scope,
  { personId, action = 'identity.signIn', how, succeeded }: { personId: string | null; action?: Action; how: string; succeeded: boolean },
) => sql`select platform.record_sign_in(${personId}, ${action}, ${how}, ${succeeded})`.execute(db)
