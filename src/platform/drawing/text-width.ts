// Advance widths of Atkinson Hyperlegible Next Regular for U+0020 to U+007E, in hundredths of an em, read from the font's hmtx table:
// the server has no browser to measure text with, and a guess by letter count makes labels collide.
const ADVANCES = [
  28, 29, 30, 65, 59, 92, 73, 16, 30, 30, 49, 61, 21, 36, 21, 39, 65, 41, 55, 58, 61, 59, 60, 51, 62, 60, 21, 21, 55, 63, 55, 48, 78, 63,
  61, 65, 67, 57, 55, 69, 69, 39, 51, 63, 54, 82, 69, 71, 59, 72, 61, 59, 56, 69, 59, 86, 62, 58, 61, 32, 39, 34, 55, 37, 24, 53, 57, 49,
  56, 54, 31, 56, 55, 25, 25, 49, 26, 85, 55, 55, 57, 57, 35, 47, 33, 54, 46, 68, 48, 45, 46, 34, 24, 34, 56,
]
const WIDE = 100 // an em: ideographs and everything else that the font does not hold
const OTHERS: Readonly<Record<string, number>> = {
  '\u00a0': 28,
  '\u202f': 20,
  '’': 24,
  '–': 50,
  '—': 82,
  '«': 56,
  '»': 56,
  '·': 24,
  œ: 92,
  '€': 66,
}
const BOLD = 1.06

const advance = (character: string) => {
  const known = OTHERS[character] ?? ADVANCES[(character.codePointAt(0) ?? 0) - 32]
  if (known !== undefined) return known
  const [base = ''] = character.normalize('NFD')
  return ADVANCES[(base.codePointAt(0) ?? 0) - 32] ?? WIDE
}

/** Width of a line of text in the unit of `size` (px or pt), within a few per cent for Latin letters. */
export const widthOf = (text: string, size: number, bold = false) => {
  let hundredths = 0
  for (const character of text) hundredths += advance(character)
  return (hundredths / 100) * size * (bold ? BOLD : 1)
}

const cutWord = (word: string, size: number, width: number, bold: boolean): string[] => {
  if (widthOf(word, size, bold) <= width) return [word]
  const pieces = ['']
  for (const character of word) {
    const last = pieces[pieces.length - 1] ?? ''
    if (last !== '' && widthOf(last + character, size, bold) > width) pieces.push(character)
    else pieces[pieces.length - 1] = last + character
  }
  return pieces
}

type Piece = { text: string; glue: '' | ' ' }
const piecesOf = (word: string, size: number, width: number, bold: boolean): Piece[] =>
  word
    .split(/(?<=\p{L}[-/–—])(?=\p{L})/u)
    .flatMap((part) => cutWord(part, size, width, bold))
    .map((text, i) => ({ text, glue: i === 0 ? ' ' : '' }))

/**
 * Lines of at most `width`, broken at spaces and after hyphens or slashes between letters; a word wider than the line is cut, never lost.
 * No-break spaces hold.
 */
export const wrap = (text: string, size: number, width: number, bold = false): string[] => {
  const words = text.split(/[ \t\n\r]+/).filter((word) => word !== '')
  const lines: string[] = []
  for (const piece of words.flatMap((word) => piecesOf(word, size, Math.max(width, size), bold))) {
    const last = lines[lines.length - 1]
    const longer = last === undefined ? piece.text : last + piece.glue + piece.text
    if (last !== undefined && widthOf(longer, size, bold) <= width) lines[lines.length - 1] = longer
    else lines.push(piece.text)
  }
  return lines.length === 0 ? [''] : lines
}
