import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import type { AccountDocument } from '../document.ts'
import template from './account.typ?raw'
import { coverageOf, documentFonts, isCovered } from './fonts.server.ts'
import { pdfData } from './pdf-data.server.ts'

type Setting = { compiler: NodeCompiler; hasCharacter: (character: string) => boolean }
let setting: Setting | undefined

// Fonts are read once.
const settingOf = (): Setting => {
  if (setting !== undefined) return setting
  const fonts = documentFonts()
  const coverages = fonts.map(coverageOf)
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
  setting = { compiler, hasCharacter: (character) => isCovered(coverages, character) }
  return setting
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const NO_FONT = 'could not be displayed with'

// PDF/UA forbids a character without a picture. Typst then refuses the whole document: better a box for that character than no account.
const withoutUnknown = (json: string, hasCharacter: Setting['hasCharacter']) =>
  json.replace(/[^\u0020-\u007e]/gu, (character) => (hasCharacter(character) ? character : '□'))

// Compiled and written in one call: a compiled document that JavaScript holds is freed only when it collects its own small garbage, and
// hundreds of megabytes wait meanwhile. Nothing is kept between accounts for the same reason; it costs no time that can be measured.
const compile = ({ compiler }: Setting, json: string): Buffer => {
  try {
    return compiler.pdf({ mainFileContent: template, inputs: { account: json } }, { pdfStandard: PdfStandard.UA_1 })
  } finally {
    compiler.evictCache(0)
  }
}

/**
 * The account as a PDF that declares PDF/UA-1 (ISO 14289-1): tagged, with bookmarks, language, alternative texts, and links between each
 * figure and its note in both ways. Charts and maps are the same drawings as on screen. The same document gives the same bytes.
 * @throws when a text names a figure that the document does not hold.
 */
export const accountPdf = async (document: AccountDocument): Promise<Uint8Array> => {
  const known = settingOf()
  const json = JSON.stringify(pdfData(document))
  try {
    return compile(known, json)
  } catch (error) {
    if (!messageOf(error).includes(NO_FONT)) throw error
    return compile(known, withoutUnknown(json, known.hasCharacter))
  }
}
