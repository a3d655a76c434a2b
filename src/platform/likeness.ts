// Names as people type them: without accents, in any order, with a slip of the keys. The same rules as in the database, so that who looks
// for somebody without a network finds whom they would find with one (a property test holds them together).

// What `unaccent` of PostgreSQL writes in two letters, or as another letter, and the normal forms of Unicode leave alone.
const LIGATURES: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', þ: 'th', ŋ: 'n', ŧ: 't', ĳ: 'ij', ŀ: 'l', ĸ: 'q' },
}

/** A text as names are compared: no accents, no capitals, one blank for everything that is no letter or number (`platform.folded`). */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[æœßøđðłħıþŋŧĳŀĸ]/g, (letter) => LIGATURES[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The words of a name, folded; at most six, as the database reads. */
export const wordsOf = (text: string): string[] =>
  folded(text.slice(0, 100))
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6)

const trigrams = (word: string): Set<string> => {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}
/** How much two words have of their groups of three letters in common, 0 to 1 (`similarity` of pg_trgm, for one word each). */
export const similarity = (one: string, other: string): number => {
  const [a, b] = [trigrams(one), trigrams(other)]
  const shared = [...a].filter((three) => b.has(three)).length
  return shared / (a.size + b.size - shared)
}

/** From here on a word is like another. */
const ALIKE = 0.3
const likenessOfWords = (sought: string, word: string) => (word === sought ? 1 : word.startsWith(sought) ? 0.9 : similarity(word, sought))
/**
 * How well words that were typed fit a name, each to the word of it that it is most like; 0 when one of them is like none (`plans.likeness`).
 * Both sides are folded.
 */
export const likeness = (sought: readonly string[], named: readonly string[]): number => {
  const best = sought.map((typed) => Math.max(0, ...named.map((word) => likenessOfWords(typed, word))))
  return best.length > 0 && best.every((each) => each >= ALIKE) ? best.reduce((sum, each) => sum + each, 0) : 0
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Every word that becomes this one by one slip of the keys: a letter too many, missing, wrong, or changed with its neighbour. */
export const slipsOf = (word: string): Set<string> => {
  const slips = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of LETTERS) {
      slips.add(before + letter + after)
      if (after !== '') slips.add(before + letter + after.slice(1))
    }
    slips.add(before + after.slice(1))
    if (after.length > 1) slips.add(`${before}${after[1]}${after[0]}${after.slice(2)}`)
  }
  slips.delete(word)
  return slips
}
