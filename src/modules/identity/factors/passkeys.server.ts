import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { sql } from 'kysely'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { CHALLENGE_MINUTES, newChallenge, takeChallenge } from './challenge.server.ts'
import { Assertion, Attestation, parsedJson } from './passkey-schema.server.ts'
import type { Site } from './site.server.ts'

type Person = { personId: string; name: string; email: string | null }
/**
 * What a challenge is for: one that was made for an act, a session or a browser is worth nothing for another, so that an answer that
 * somebody overheard opens nothing elsewhere.
 */
export type Purpose = `${'sign-in' | 'prove' | 'add'} ${string}`
/** `browser`: the secret of a short-lived cookie; nobody is known yet. */
export const signingIn = (browser: string): Purpose => `sign-in ${browser}`
export const proving = (personId: string, sessionHash: Buffer): Purpose => `prove ${personId} ${sessionHash.toString('base64url')}`
const adding = (personId: string, sessionHash: Buffer): Purpose => `add ${personId} ${sessionHash.toString('base64url')}`

const NAME = 'Maillage'
// EdDSA, ES256 and RS256 (IANA, COSE algorithms): what authenticators have, and nothing that Node calls experimental.
const ALGORITHMS = [-8, -7, -257]
const timeout = CHALLENGE_MINUTES * 60_000
const bytesOf = (buffer: Buffer) => new Uint8Array(buffer)
const handleOf = (personId: string) => Buffer.from(personId.replaceAll('-', ''), 'hex')

const nameOf = ({ passkeysFor }: Site): string => {
  if (passkeysFor === null) throw new Problem('invalid')
  return passkeysFor
}

/** What the browser needs to make a passkey that signs in by itself: kept by the authenticator, opened by a finger, a face or a PIN. */
export const registrationOptions = async (scope: Scope, person: Person, sessionHash: Buffer, site: Site) => {
  const held = await scope.selectFrom('identity.passkey').select(['id', 'transports']).where('person_id', '=', person.personId).execute()
  return generateRegistrationOptions({
    rpName: NAME,
    rpID: nameOf(site),
    userName: person.email ?? person.name,
    userDisplayName: person.name,
    userID: bytesOf(handleOf(person.personId)),
    challenge: bytesOf(newChallenge(adding(person.personId, sessionHash))),
    timeout,
    attestationType: 'none',
    excludeCredentials: held.map(({ id, transports }) => ({ id: id.toString('base64url'), transports })),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

export type NewPasskey = { id: Buffer; publicKey: Buffer; counter: number; transports: string[] }

/** `sessionHash`: of the session that asked, or what stands for one where there is none yet (the hash of an invitation's link). */
type Asked = { personId: string; sessionHash: Buffer }

/** The passkey in a browser's answer; null when it is not one that was asked for, here and now, from this person in this session. */
export const verifiedPasskey = async (db: Db, asked: Asked, site: Site, answer: string): Promise<NewPasskey | null> => {
  const response = Attestation.safeParse(parsedJson(answer))
  if (!response.success) return null
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response.data,
      expectedChallenge: (challenge) => takeChallenge(db, challenge, adding(asked.personId, asked.sessionHash)),
      expectedOrigin: site.origin,
      expectedRPID: nameOf(site),
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: true,
    })
    if (registrationInfo === undefined) return null
    const { id, publicKey, counter, transports } = registrationInfo.credential
    return { id: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter, transports: transports ?? [] }
  } catch {
    // The library says by throwing that an answer is not right.
    return null
  }
}

/** @throws Problem conflict when the passkey is there already */
export const addPasskey = async (scope: Scope, personId: string, name: string, passkey: NewPasskey): Promise<void> => {
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('identity.passkey')
    .values({
      id: passkey.id,
      person_id: personId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports,
      name,
      used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
}

/** What the browser needs to sign with a passkey: any that it has for this site, or one of this person's. */
export const authenticationOptions = async (scope: Scope, site: Site, purpose: Purpose, personId?: string) => {
  const held =
    personId === undefined
      ? []
      : await scope.selectFrom('identity.passkey').select(['id', 'transports']).where('person_id', '=', personId).execute()
  return generateAuthenticationOptions({
    rpID: nameOf(site),
    challenge: bytesOf(newChallenge(purpose)),
    timeout,
    userVerification: 'required',
    allowCredentials: held.map(({ id, transports }) => ({ id: id.toString('base64url'), transports })),
  })
}

type StoredPasskey = { person_id: string; public_key: Buffer; counter: string | number; transports: string[] }

/**
 * Whose passkey signed this answer: once for each challenge, on this site only, with a counter that has moved on where the
 * authenticator counts (a copy of it would not). @returns the person, or null
 */
export const personOfPasskey = async (db: Db, site: Site, purpose: Purpose, answer: string): Promise<string | null> => {
  const response = Assertion.safeParse(parsedJson(answer))
  if (!response.success) return null
  const id = Buffer.from(response.data.id, 'base64url')
  const stored = (await sql<StoredPasskey>`select * from identity.passkey_of(${id})`.execute(db)).rows[0]
  if (stored === undefined || !isHandled(response.data.response.userHandle, stored.person_id, purpose)) return null
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response.data,
      expectedChallenge: (challenge) => takeChallenge(db, challenge, purpose),
      expectedOrigin: site.origin,
      expectedRPID: nameOf(site),
      credential: {
        id: response.data.id,
        publicKey: bytesOf(stored.public_key),
        counter: Number(stored.counter),
        transports: stored.transports,
      },
      requireUserVerification: true,
    })
    return verified && (await counted(db, stored.person_id, id, authenticationInfo.newCounter)) ? stored.person_id : null
  } catch (error) {
    // The library says by throwing that an answer is not right; a database that is gone says so with a code.
    if (error instanceof Error && 'code' in error) throw error
    return null
  }
}

// Web Authentication level 3, section 7.2, step 6: where nobody is known yet, the authenticator itself must say whom it signs for.
const isHandled = (handle: string | undefined, personId: string, purpose: Purpose): boolean =>
  handle === undefined ? !purpose.startsWith('sign-in ') : handle === handleOf(personId).toString('base64url')

// Compared in the database: of two answers with one counter, one is a copy.
const counted = (db: Db, personId: string, id: Buffer, counter: number): Promise<boolean> =>
  asActor(db, { personId, name: '', roles: {} }, async (scope) => {
    const moved = await scope
      .updateTable('identity.passkey')
      .set({ counter, used_at: new Date() })
      .where('id', '=', id)
      .where((where) => where.or([where('counter', '<', counter), where.and([where('counter', '=', 0), where.val(counter === 0)])]))
      .executeTakeFirst()
    return moved.numUpdatedRows === 1n
  })
