import { typstPdf } from '#platform/documents/typst.server.ts'
import type { AccountDocument } from '../document.ts'
import template from './account.typ?raw'
import { pdfData } from './pdf-data.server.ts'

/**
 * The account as a PDF that declares PDF/UA-1 (ISO 14289-1): tagged, with bookmarks, language, alternative texts, and links between each
 * figure and its note in both ways. Charts and maps are the same drawings as on screen. The same document gives the same bytes.
 * @throws when a text names a figure that the document does not hold.
 */
export const accountPdf = async (document: AccountDocument): Promise<Uint8Array> => typstPdf(template, 'account', pdfData(document))
