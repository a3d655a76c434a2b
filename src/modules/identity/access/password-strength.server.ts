import { dictionary } from '@zxcvbn-ts/language-common'
import { type Weakness, weaknessOf } from './password-rules.ts'

const LISTED = new Set(dictionary['passwords-common'])
const SHORTEST_STEM = 5

/**
 * Why a password is refused, by the rules and by a list of 49,000 that are used most (OWASP ASVS 5.0, 6.2.4). One that is listed does not
 * become better by digits and signs before and after it.
 * @param own what a guess would begin with: the holder's name and address
 */
export const refusalOf = (password: string, own: readonly (string | null)[] = []): Weakness | null =>
  weaknessOf(password, own) ?? (isListed(password) ? 'common' : null)

const isListed = (password: string) => {
  const word = password.normalize('NFKC').toLowerCase()
  const stem = word.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return LISTED.has(word) || (stem.length >= SHORTEST_STEM && LISTED.has(stem))
}
