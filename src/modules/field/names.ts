import { folded, slipsOf, wordsOf } from '#platform/likeness.ts'

// By which words a closed plan is found. Whoever closes it writes a few of them down; whoever looks tries many, and the device holds
// none in clear. First names alone open nothing: there are too few of them (docs/decisions/0065).

/** Words of a name as they are compared: without accents or signs, in one order. */
export const foldedName = (name: string): string =>
  folded(name)
    .split(' ')
    .filter((word) => word !== '')
    .sort()
    .join(' ')

/** Particles and initials are no name: with a birth date they would open half a town. */
const LEAST = 4
const tellingWords = (words: readonly string[]): string[] => {
  const long = words.filter((word) => word.length >= LEAST)
  return long.length > 0 ? long : words.length === 0 ? [] : [words.reduce((one, other) => (other.length > one.length ? other : one))]
}
/** The names under which a plan is closed: the family name whole, in one word and by its long words, and the whole name. */
export const namesToClose = (given: string, family: string): string[] => {
  const words = wordsOf(family === '' ? given : family)
  const names = [foldedName(family), foldedName(`${given} ${family}`), words.join(''), ...tellingWords(words)]
  return [...new Set(names.filter((name) => name !== ''))]
}

const runsOf = (words: readonly string[]): string[] =>
  words.flatMap((_, from) => words.slice(from).map((__, at) => words.slice(from, from + at + 1).join('')))
/** The names to try for what was typed as it stands: all of it, and each word or run of words. */
export const namesToTry = (typed: string): string[] =>
  [...new Set([foldedName(typed), ...runsOf(wordsOf(typed))])].filter((name) => name !== '')
/** The names to try when none of those opens anything: each long word with one slip of the keys. */
export const slipsToTry = (typed: string): string[] => [
  ...new Set(
    wordsOf(typed)
      .filter((word) => word.length >= LEAST)
      .flatMap((word) => [...slipsOf(word)]),
  ),
]

/** What a plan is closed with: a name, and the birth date as "1990-02-03" or nothing. */
export const wordsToClose = (name: string, born: string): string => `${name}|${born}`
