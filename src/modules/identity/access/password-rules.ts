// What makes a password too easy to guess. Length counts, and no mixture of signs is asked for (NIST SP 800-63B-4, section 3.1.1;
// OWASP ASVS 5.0, 6.2; CNIL, deliberation 2022-100: twelve signs with a limit on attempts).
export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 1000

/** Why a password is refused; null for one that will do. */
export type Weakness = 'short' | 'long' | 'common' | 'repeated' | 'own'

// What lists of broken passwords are made of, in the languages of our people. What is left without these and without years and runs
// of neighbouring keys is what has to be guessed.
const COMMON = [
  ...['password', 'passwort', 'motdepasse', 'wachtwoord', 'paswoord', 'maillage', 'demonstration', 'azertyuiop', 'qwertyuiop', 'azerty'],
  ...['qwerty', 'qsdfghjklm', 'asdfghjkl', 'wxcvbn', 'zxcvbnm', 'iloveyou', 'jetaime', 'soleil', 'bonjour', 'doudou', 'marseille'],
  ...['welkom', 'welcome', 'bienvenue', 'admin', 'administrator', 'letmein', 'sunshine', 'princess', 'football', 'monkey', 'dragon'],
  ...['secret', 'chouchou', 'loulou', 'coucou', 'hallo', 'hello', 'changeme', 'default', 'hopital', 'ziekenhuis', 'santementale'],
]
const RUNS = ['0123456789012', '9876543210987', 'abcdefghijklmnopqrstuvwxyz', 'zyxwvutsrqponmlkjihgfedcba']
const LONGEST_RUN = 26
const FEWEST_SIGNS = 5
const LEFT_TO_GUESS = 6

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('@', 'a').replaceAll('$', 's')

const withoutRuns = (text: string): string => {
  for (let size = Math.min(text.length, LONGEST_RUN); size >= 4; size -= 1)
    for (let at = 0; at + size <= text.length; at += 1) {
      const part = text.slice(at, at + size)
      if (RUNS.some((run) => run.includes(part))) return withoutRuns(text.slice(0, at) + text.slice(at + size))
    }
  return text
}
const withoutCommon = (text: string) => {
  const words = COMMON.reduce((left, word) => left.replaceAll(word, ''), plain(text).replaceAll(/[^a-z0-9]/g, ''))
  return withoutRuns(words.replaceAll(/(19|20)\d\d/g, ''))
}
const isRepeated = (text: string) => /^(.{1,6}?)\1+.{0,5}$/su.test(text)

/** @param own what anybody who knows this person tries first: name and address */
export const weaknessOf = (password: string, own: readonly (string | null)[] = []): Weakness | null => {
  const length = [...password.normalize('NFKC')].length
  if (length < SHORTEST_PASSWORD) return 'short'
  if (password.length > LONGEST_PASSWORD) return 'long'
  const text = plain(password)
  if (new Set(text).size < FEWEST_SIGNS || isRepeated(text)) return 'repeated'
  const named = own
    .flatMap((each) => plain(each ?? '').split(/[^a-z0-9]+/))
    .filter((part) => part.length >= 3)
    .reduce((left, part) => left.replaceAll(part, ''), text)
  if (named !== text && guessed(named) < LEFT_TO_GUESS) return 'own'
  return guessed(text) < LEFT_TO_GUESS ? 'common' : null
}

// Words of other alphabets are left as they are.
const guessed = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? withoutCommon(text) : text).length
