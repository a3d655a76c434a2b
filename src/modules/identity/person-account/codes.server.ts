import { createHash, createHmac, randomInt, scrypt } from 'node:crypto'
import { keyFor } from '../factors/secret.server.ts'
import { ALPHABET } from './typed-code.ts'

export const newCode = (length: number): string => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('')

// What is found by its hash has the same salt for all, and must outlast a change of keys: work protects the 40 bits of a card, which a
// copy of the database could else be searched through for in minutes. With this work it is some 1,500 years of one processor.
const COST = { N: 2 ** 14, r: 8, p: 1 }
/** The hash by which a code that was typed is found; `what` it is a code of keeps those of two kinds apart. */
export const hashOfTyped = (what: string, code: string): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(code, `maillage ${what}`, 32, COST, (error, key) => (error === null ? resolve(key) : reject(error))),
  )
export const hashOfCard = (code: string): Promise<Buffer> => hashOfTyped('card', code)

/** The 80 bits of a key on paper protect themselves. */
export const hashOfPaper = (key: string): Buffer => createHash('sha256').update(`maillage paper ${key}`).digest()

/** Of the code in a mail, for the sealed answers of the one who opens an account: it says nothing without a key of ours. */
export const hashOfLetter = (text: string): Buffer => createHmac('sha256', keyFor('code letter')).update(text).digest()
