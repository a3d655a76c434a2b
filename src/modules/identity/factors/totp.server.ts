import { generateSecret, generateURI, verify } from 'otplib'
import { encode } from 'uqr'
import type { Scope } from '#platform/db.server.ts'
import { open, openToken, type Place, seal, sealToken } from '#platform/keys/index.server.ts'
import { Problem } from '#platform/problem.ts'

// RFC 6238: steps of 30 seconds, and one step of clock drift or slow typing either way.
const TOLERANCE_SECONDS = 30
const OFFER_MINUTES = 30
// In a row: NIST SP 800-63B-4, section 3.2.2.
const MOST_WRONG_CODES = 100
const placeOf = (personId: string): Place => ({ network: null, table: 'identity.totp', column: 'secret', row: personId, version: 1 })
const offerPlace = (personId: string) => `identity.totp.offer ${personId}`

/** A secret that somebody may take into their app. `offer` carries it, sealed, through the page to the answer: nothing is stored before. */
export type TotpOffer = { offer: string; secret: string; uri: string; qr: { size: number; path: string } }

export const offerTotp = (person: { personId: string; email: string | null; name: string }): TotpOffer =>
  shownOffer(person, sealToken(generateSecret(), offerPlace(person.personId), OFFER_MINUTES))

/** The same offer again, after a code that was not right; a new one when it is no longer good. */
export const offerAgain = (person: { personId: string; email: string | null; name: string }, offer: string): TotpOffer =>
  secretOf(person.personId, offer) === null ? offerTotp(person) : shownOffer(person, offer)

const secretOf = (personId: string, offer: string): string | null => {
  const secret = openToken(offer, offerPlace(personId))
  return typeof secret === 'string' ? secret : null
}

const shownOffer = (person: { personId: string; email: string | null; name: string }, offer: string): TotpOffer => {
  const secret = secretOf(person.personId, offer) ?? ''
  const uri = generateURI({ issuer: 'Maillage', label: person.email ?? person.name, secret })
  return { offer, secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '), uri, qr: drawn(uri) }
}

const QUIET_ZONE = 4 // ISO/IEC 18004

/** Dark squares as one path, each 1×1. */
const drawn = (text: string): { size: number; path: string } => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}

/** @returns the time step that the code is of, or null when it is of none that counts */
const stepOf = async (secret: string, code: string): Promise<number | null> => {
  const result = await verify({ secret, token: code, epochTolerance: TOLERANCE_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

/**
 * Keeps the offered secret once a code of it proves that the app has it, in the place of the one before: a lost phone is replaced.
 * @returns false when the code is not right, or the offer too old
 */
export const confirmTotp = async (scope: Scope, personId: string, offer: string, code: string): Promise<boolean> => {
  const secret = secretOf(personId, offer)
  const step = secret === null ? null : await stepOf(secret, code)
  if (secret === null || step === null) return false
  await removeTotp(scope, personId)
  const added = await scope
    .insertInto('identity.totp')
    .values({ person_id: personId, secret: await seal(scope, personId, placeOf(personId), secret), last_step: step })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  return true
}

/**
 * Uses a code up: the same code, or an older one, is refused from then on, also when both come at once or to two servers.
 * @returns `blocked` after a hundred wrong ones in a row, whatever the code: only another means, and a new app, lead on
 */
export const consumeTotp = async (scope: Scope, personId: string, code: string): Promise<'right' | 'wrong' | 'blocked'> => {
  const row = await scope.selectFrom('identity.totp').select(['secret', 'wrong_codes']).where('person_id', '=', personId).executeTakeFirst()
  if (row !== undefined && row.wrong_codes >= MOST_WRONG_CODES) return 'blocked'
  const secret = row === undefined ? null : await open(scope, personId, placeOf(personId), row.secret)
  const step = secret === null ? null : await stepOf(secret, code)
  if (step !== null) {
    const used = await scope
      .updateTable('identity.totp')
      .set({ last_step: step, wrong_codes: 0 })
      .where('person_id', '=', personId)
      .where('last_step', '<', step)
      .executeTakeFirst()
    if (used.numUpdatedRows === 1n) return 'right'
  }
  await scope
    .updateTable('identity.totp')
    .set((of) => ({ wrong_codes: of('wrong_codes', '+', 1) }))
    .where('person_id', '=', personId)
    .execute()
  return 'wrong'
}

export const removeTotp = async (scope: Scope, personId: string): Promise<void> => {
  await scope.deleteFrom('identity.totp').where('person_id', '=', personId).execute()
}
