import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const FACES = [
  ['atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext', ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']],
  ['newsreader', 'Newsreader', ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold']],
] as const

/** The font files of documents, as the packages hold them (SIL Open Font License). */
export const documentFonts = (): Buffer[] =>
  FACES.flatMap(([folder, name, faces]) =>
    faces.map((face) => readFileSync(require.resolve(`@expo-google-fonts/${folder}/${face}/${name}_${face}.ttf`))),
  )

type Range = readonly [from: number, to: number]

// OpenType cmap format 4: segments of the basic plane. https://learn.microsoft.com/typography/opentype/spec/cmap
const segmentsOf = (font: Buffer, at: number): Range[] => {
  const count = font.readUInt16BE(at + 6) / 2
  return Array.from(
    { length: count },
    (_, i): Range => [font.readUInt16BE(at + 16 + 2 * count + 2 * i), font.readUInt16BE(at + 14 + 2 * i)],
  )
}
// Format 12: groups of the whole of Unicode.
const groupsOf = (font: Buffer, at: number): Range[] =>
  Array.from(
    { length: font.readUInt32BE(at + 12) },
    (_, i): Range => [font.readUInt32BE(at + 16 + 12 * i), font.readUInt32BE(at + 20 + 12 * i)],
  )

/** The characters that a TrueType font has, as ranges of code points. */
export const coverageOf = (font: Buffer): Range[] => {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i)
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  if (entry === undefined) return []
  const cmap = font.readUInt32BE(entry + 8)
  const parts = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4))
  return parts.flatMap((at) => {
    const format = font.readUInt16BE(at)
    return format === 4 ? segmentsOf(font, at) : format === 12 ? groupsOf(font, at) : []
  })
}

/** Whether a character is in every one of these coverages; spaces and invisible signs need no picture. */
export const isCovered = (coverages: readonly (readonly Range[])[], character: string) => {
  const code = character.codePointAt(0) ?? 0
  return /[\p{Z}\n\t\u00ad]/u.test(character) || coverages.every((ranges) => ranges.some(([from, to]) => code >= from && code <= to))
}
