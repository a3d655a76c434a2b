import type { AccountData } from '../data.server.ts'
import type { AccountDocument, DocumentLocale } from '../document.ts'
import { type Figure, figureId, figuresOf } from '../figures.ts'
import { INDICATORS } from '../indicators/index.ts'
import { accountCsv } from '../render/csv.ts'
import { accountHtml } from '../render/html.server.ts'
import { accountPdf } from '../render/pdf.server.ts'
import { documentOf, type Edition } from './document.server.ts'
import { accountJson, type RowsByFigure } from './json.server.ts'

export const FORMATS = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
} as const
export type Format = keyof typeof FORMATS

/** The account as a file. @returns text, or the bytes of a PDF/UA-1. */
export const renderAccount = async (
  data: AccountData,
  { language, format, edition, rows }: { language: DocumentLocale; format: Format; edition: Edition; rows?: RowsByFigure },
): Promise<string | Uint8Array<ArrayBuffer>> => {
  const document = documentOf(data, language, edition)
  switch (format) {
    case 'json':
      return `${JSON.stringify(accountJson(data, document, rows), null, 2)}\n`
    case 'csv':
      return accountCsv(csvFigures(data, document))
    case 'html':
      return accountHtml(document)
    case 'pdf':
      return new Uint8Array(await accountPdf(document))
  }
}

const csvFigures = (data: AccountData, { figures }: AccountDocument) =>
  figuresOf(INDICATORS, data.statements).flatMap((figure) => {
    const view = figures[figureId(figure)]
    return view === undefined ? [] : [{ ...view, dimensions: figure.dimensions, locator: locatorOf(figure) }]
  })
const locatorOf = ({ origin }: Figure) => (origin.kind === 'published' ? origin.locator : null)
