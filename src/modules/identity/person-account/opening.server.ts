import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { VISITOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { placeIn } from '#platform/server/client.server.ts'
import { attemptKey, countAttempt, forgetAttempts } from '../factors/attempts.server.ts'
import { addPasskey, type NewPasskey } from '../factors/passkeys.server.ts'
import { asHolder } from '../factors/second.server.ts'
import { beginSession } from '../factors/sessions.server.ts'
import { hashPassword } from '../password.server.ts'
import { hashOfCard, hashOfLetter, newCode } from './codes.server.ts'
import type { Flow } from './flow.server.ts'
import { makePaperKey } from './paper.server.ts'
import { CARD_LENGTH, groupedCode, readCode } from './typed-code.ts'

defineMail({ name: 'openAccount', values: { code: 'code' } })

type From = { remoteAddress: string }
const fromKey = ({ remoteAddress }: From, what: string) => attemptKey('code', `${what} ${placeIn(remoteAddress)}`)

/**
 * What a code on a card opens; null when nothing, for whatever reason.
 * @throws Problem too_many after five wrong codes from one address, with the seconds to wait
 */
export const cardWith = async (db: Db, typed: string, from: From): Promise<Flow['card']> => {
  const key = fromKey(from, 'card')
  await countAttempt(db, [key])
  const code = readCode(typed, CARD_LENGTH)
  if (code === null) return null
  const { rows } = await sql<{ network_id: string; card_id: string; kind: NonNullable<Flow['card']>['kind'] }>`
    select * from identity.card_of(${await hashOfCard(code)})`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  await forgetAttempts(db, [key])
  return { network: row.network_id, id: row.card_id, kind: row.kind }
}

/**
 * Sends a code to an address, to see whose it is. It is sent whether or not there is an account with it: only who reads the mail
 * learns that. @throws Problem too_many after five mails to one address, or from one
 */
export const sendLetter = async (db: Db, flow: Flow, email: string, locale: Locale, from: From): Promise<Flow> => {
  await countAttempt(db, [attemptKey('code', `letter to ${email}`), fromKey(from, 'letter')])
  const code = newCode(CARD_LENGTH)
  await asActor(db, VISITOR, (scope) =>
    sendMail(scope, { to: email, locale, template: 'openAccount', values: { code: groupedCode(code) } }),
  )
  return { ...flow, email, letter: hashOfLetter(`${flow.personId} ${email} ${code}`).toString('base64url'), isConfirmed: false }
}

/** Whether this is the code of the mail. @throws Problem too_many after five wrong ones */
export const confirmLetter = async (db: Db, flow: Flow, typed: string): Promise<Flow | null> => {
  await countAttempt(db, [attemptKey('code', `letter of ${flow.personId}`)])
  const code = readCode(typed, CARD_LENGTH)
  if (code === null || flow.letter === null) return null
  const [given, sent] = [hashOfLetter(`${flow.personId} ${flow.email} ${code}`), Buffer.from(flow.letter, 'base64url')]
  return given.length === sent.length && timingSafeEqual(given, sent) ? { ...flow, isConfirmed: true } : null
}

export type Opened = {
  /** For the cookie. */
  token: string
  /** To be written down, where there is no address by which somebody could come back. */
  paperKey: string | null
}
type Opening = { flow: Flow; locale: Locale; former: Buffer | null; from: From }

/** With an address that was confirmed, and a password. @throws Problem conflict when somebody has the address, not_found when the card is no longer good */
export const openWithPassword = async (db: Db, opening: Opening, password: string): Promise<Opened> => {
  const hash = await hashPassword(password)
  return opened(db, opening, { email: opening.flow.email, hash, isStrong: false }, async () => null)
}

/** With a passkey alone: no address, no telephone number. The key on paper is for the day when the device is lost. */
export const openWithPasskey = (db: Db, opening: Opening, passkey: NewPasskey, name: string): Promise<Opened> =>
  opened(db, opening, { email: null, hash: null, isStrong: true }, async (scope) => {
    await addPasskey(scope, opening.flow.personId, name, passkey)
    return makePaperKey(scope, opening.flow.personId)
  })

type Means = { email: string | null; hash: string | null; isStrong: boolean }

/** The account, its means of signing in and its first session: all or nothing. */
const opened = async (
  db: Db,
  { flow, locale, former, from }: Opening,
  { email, hash, isStrong }: Means,
  more: (scope: Scope) => Promise<string | null>,
): Promise<Opened> => {
  // A card was counted when it was made; without one, accounts are opened slowly.
  if (flow.card === null) await countAttempt(db, [fromKey(from, 'account')])
  const { personId, name, card } = flow
  return asActor(db, asHolder({ personId, name: name ?? '' }), async (scope) => {
    await openAccount(scope, [name, email, hash, locale, card?.network ?? null, card?.id ?? null])
    const paperKey = await more(scope)
    await record(scope, null, 'identity.openAccount', card === null ? 'alone' : `card/${card.id}`, { about: personId })
    return { token: await beginSession(scope, { personId, step: 'open', isStrong, former }), paperKey }
  })
}

const openAccount = async (scope: Scope, values: (string | null)[]): Promise<void> => {
  try {
    const { rows } = await sql<{ outcome: string }>`select identity.open_account(${sql.join(values)}) as outcome`.execute(scope)
    if (rows[0]?.outcome !== 'opened') throw new Problem('not_found')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw new Problem('conflict')
    throw error
  }
}
