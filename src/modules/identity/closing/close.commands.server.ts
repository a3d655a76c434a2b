import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { definedPersonalData } from '#platform/personal-data.server.ts'
import { allow, Problem } from '#platform/problem.ts'
import { dayOf } from '#platform/today.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { isFresh } from '../factors/policy.ts'
import { newCode } from '../person-account/codes.server.ts'
import { type Proof, termOf, textOf } from './proof.ts'

const REFERENCE = 12

/** How many rows of each column name whoever acts. */
const rowsOfMine = async (scope: Scope): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ place: string; rows: string }>`select * from identity.rows_of_mine()`.execute(scope)
  return new Map(rows.map(({ place, rows: count }) => [place, Number(count)]))
}
const sumOf = (counts: ReadonlyMap<string, number>, columns: readonly string[]) =>
  columns.reduce((sum, column) => sum + (counts.get(column) ?? 0), 0)

/** What the closing does and leaves, by the numbers of now. `backupMonths`: how long copies stay; null when nobody says. */
export const plannedProof = async (scope: Scope, reference: string, now: Date, backupMonths: number | null): Promise<Proof> => {
  const counts = await rowsOfMine(scope)
  const parts = definedPersonalData().map((part) => ({ ...part, rows: sumOf(counts, part.columns) }))
  return {
    form: 1,
    reference,
    closedOn: dayOf(now),
    erased: [
      { what: 'identity.name', rows: 1 },
      ...parts.flatMap(({ name, rows, onClosing }) => ('erase' in onClosing && rows > 0 ? [{ what: name, rows }] : [])),
    ],
    kept: [
      ...parts.flatMap(({ name, rows, onClosing }) =>
        'keep' in onClosing && rows > 0 ? [{ what: name, rows, rule: onClosing.keep, ...termOf(onClosing.keep, now, backupMonths) }] : [],
      ),
      { what: 'platform.backups', rows: 0, rule: 'backups' as const, ...termOf('backups', now, backupMonths) },
    ],
  }
}

export type Closed = { reference: string; hash: string }

/**
 * Closes the account of whoever acts: erases what the modules erase, empties the rest, ends all sessions, and keeps a proof, all in one
 * transaction. Nothing may be left in a column that is said to be erased: then nothing at all happens.
 * @throws Problem forbidden without a fresh proof of who it is; conflict when a network would have no administrator
 */
export const closeAccount = async (scope: Scope, { standing }: Holder, backupMonths: number | null, now = new Date()): Promise<Closed> => {
  allow(isFresh(standing), 'identity.closeAccount')
  const { personId } = standing
  const proof = await plannedProof(scope, newCode(REFERENCE), now, backupMonths)
  const text = textOf(proof)
  const hash = createHash('sha256').update(text).digest()
  await record(scope, null, 'identity.closeAccount', `closing/${proof.reference} ${hash.toString('hex')}`, { about: personId })
  for (const { onClosing } of definedPersonalData()) if ('erase' in onClosing) await onClosing.erase(scope, personId)
  await emptied(scope, proof.reference, text, hash)
  await refuseRest(scope)
  return { reference: proof.reference, hash: hash.toString('hex') }
}

const emptied = async (scope: Scope, reference: string, text: string, hash: Buffer): Promise<void> => {
  try {
    await sql`select identity.close_account(${reference}, ${text}, ${hash})`.execute(scope)
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'last_administrator') throw new Problem('conflict')
    throw error
  }
}

const refuseRest = async (scope: Scope): Promise<void> => {
  const counts = await rowsOfMine(scope)
  const left = definedPersonalData().flatMap(({ onClosing, columns }) =>
    'erase' in onClosing ? columns.filter((column) => (counts.get(column) ?? 0) > 0) : [],
  )
  if (left.length > 0) throw new Error(`an account was not closed: something is left in ${left.join(', ')}`)
}

/** The networks that would have no administrator without whoever acts, in their languages. */
export const networksThatNeedMe = async (scope: Scope): Promise<Record<string, string>[]> =>
  (await sql<{ name: Record<string, string> }>`select name from identity.networks_that_need_me()`.execute(scope)).rows.map(
    ({ name }) => name,
  )
