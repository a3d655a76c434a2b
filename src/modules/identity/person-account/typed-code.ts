// Crockford's base 32: no I, L, O or U, so that what was written by hand or read from a small print is read right.
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** A code on a card: 40 bits, good for some weeks and guessed at slowly. */
export const CARD_LENGTH = 8
/** A key on paper: 80 bits, because it is good for years. */
export const PAPER_LENGTH = 16
const GROUP = 4

/** A code as people type it: small letters, spaces, dashes, O for 0, I or L for 1, U for V. Null when it is not one of this length. */
export const readCode = (typed: string, length: number): string | null => {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('U', 'V')
  return text.length === length ? text : null
}

/** In groups of four, as it is printed: 7K4M-92QX. */
export const groupedCode = (code: string): string => code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''
