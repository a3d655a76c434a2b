import { generateSecret, generateURI, verify } from 'otplib'
import { encode } from 'uqr'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { openToken, seal, sealToken, unseal } from './seal.server.ts'

// RFC 6238: steps of 30 seconds, and one step of clock drift or slow typing either way.
const TOLERANCE_SECONDS = 30
const OFFER_MINUTES = 30
const placeOf = (personId: string) => `identity.totp ${personId}`
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

/** Keeps the offered secret once a code of it proves that the app has it. @returns false when the code is not right, or the offer too old */
export const confirmTotp = async (scope: Scope, personId: string, offer: string, code: string): Promise<boolean> => {
  const secret = secretOf(personId, offer)
  const step = secret === null ? null : await stepOf(secret, code)
  if (secret === null || step === null) return false
  const added = await scope
    .insertInto('identity.totp')
    .values({ person_id: personId, secret: seal(secret, placeOf(personId)), last_step: step })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  return true
}

/** Uses a code up: the same code, or an older one, is refused from then on, also when both come at once. */
export const consumeTotp = async (scope: Scope, personId: string, code: string): Promise<boolean> => {
  const row = await scope.selectFrom('identity.totp').select('secret').where('person_id', '=', personId).executeTakeFirst()
  const secret = row === undefined ? null : unseal(row.secret, placeOf(personId))
  const step = secret === null ? null : await stepOf(secret, code)
  if (step === null) return false
  const used = await scope
    .updateTable('identity.totp')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

export const removeTotp = async (scope: Scope, personId: string): Promise<void> => {
  await scope.deleteFrom('identity.totp').where('person_id', '=', personId).execute()
}
