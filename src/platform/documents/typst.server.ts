import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { coverageOf, documentFonts, isCovered } from './fonts.server.ts'

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

// PDF/UA forbids a character without a picture. Typst then refuses the whole document: better a box for that character than no document.
const withoutUnknown = (json: string, hasCharacter: Setting['hasCharacter']) =>
  json.replace(/[^\u0020-\u007e]/gu, (character) => (hasCharacter(character) ? character : '□'))

// Compiled and written in one call: a compiled document that JavaScript holds is freed only when it collects its own small garbage, and
// hundreds of megabytes wait meanwhile. Nothing is kept between documents for the same reason; it costs no time that can be measured.
const compile = ({ compiler }: Setting, template: string, input: string, json: string): Buffer => {
  try {
    return compiler.pdf({ mainFileContent: template, inputs: { [input]: json } }, { pdfStandard: PdfStandard.UA_1 })
  } finally {
    compiler.evictCache(0)
  }
}

/**
 * A Typst template filled with data, as a PDF that declares PDF/UA-1 (ISO 14289-1). The template reads the data as JSON from
 * `sys.inputs.<input>`: what people wrote is never markup. The same data give the same bytes.
 * @throws what Typst says of a template or of data that it cannot set
 */
export const typstPdf = (template: string, input: string, data: unknown): Uint8Array => {
  const known = settingOf()
  const json = JSON.stringify(data)
  try {
    return compile(known, template, input, json)
  } catch (error) {
    if (!messageOf(error).includes(NO_FONT)) throw error
    return compile(known, template, input, withoutUnknown(json, known.hasCharacter))
  }
}
