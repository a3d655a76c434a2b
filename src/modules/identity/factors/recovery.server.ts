import { randomBytes, randomInt, scrypt } from 'node:crypto'
import type { Scope } from '#platform/db.server.ts'

const CODES = 10
const GROUPS = 3
const GROUP = 4
// No I, L, O or U: what is written by hand is read again (Crockford's base 32). 12 letters are 60 bits.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
// A code is guessed far less easily than a password, so less work protects it as well.
const COST = { N: 2 ** 14, r: 8, p: 1 }

const newCode = () =>
  Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('')).join('-')

/** As it was printed, however it was typed: small letters, no dashes, O for 0. */
const read = (typed: string) => typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')

const hashed = (code: string, salt: Buffer) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(read(code), salt, 32, COST, (error, key) => (error === null ? resolve(key) : reject(error))),
  )

/** Ten new codes in the place of all that there were. Only their hashes are kept: this is the one time that they can be shown. */
export const renewRecoveryCodes = async (scope: Scope, personId: string): Promise<string[]> => {
  const codes = Array.from({ length: CODES }, newCode)
  // One salt for the set, so that checking a code takes one computation and not ten.
  const salt = randomBytes(16)
  const hashes = await Promise.all(codes.map((code) => hashed(code, salt)))
  await dropRecoveryCodes(scope, personId)
  await scope
    .insertInto('identity.recovery_code')
    .values(hashes.map((hash) => ({ person_id: personId, hash, salt, used_at: null })))
    .execute()
  return codes
}

/** Without a second factor there is nothing that they stand in for. */
export const dropRecoveryCodes = async (scope: Scope, personId: string): Promise<void> => {
  await scope.deleteFrom('identity.recovery_code').where('person_id', '=', personId).execute()
}

/** Uses a code up. @returns false when it is none of theirs, or was used before */
export const consumeRecoveryCode = async (scope: Scope, personId: string, typed: string): Promise<boolean> => {
  const set = await scope.selectFrom('identity.recovery_code').select('salt').where('person_id', '=', personId).limit(1).executeTakeFirst()
  if (set === undefined || read(typed).length !== GROUPS * GROUP) return false
  const used = await scope
    .updateTable('identity.recovery_code')
    .set({ used_at: new Date() })
    .where('person_id', '=', personId)
    .where('hash', '=', await hashed(typed, set.salt))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}
