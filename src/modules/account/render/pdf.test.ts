import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '#platform/drawing/svg.server.ts'
import type { AccountDocument, Chapter } from '../document.ts'
import { accountPdf } from './pdf.server.ts'
import { HOSTILE, sampleDocument, sampleMap } from './sample.test-support.ts'

/** A PDF as text, with what it packs unpacked behind it. */
const bodyOf = async (document: AccountDocument) => {
  const bytes = Buffer.from(await accountPdf(document))
  const raw = bytes.toString('latin1')
  const packed = [...raw.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)].map((match) => {
    const start = (match.index ?? 0) + match[0].length
    return bytes.subarray(start, raw.indexOf('endstream', start))
  })
  const unpacked = packed.flatMap((part) => {
    try {
      return [inflateSync(part).toString('latin1')]
    } catch {
      return []
    }
  })
  return [raw, ...unpacked].join('\n')
}
const fromHex = (hex: string) =>
  Buffer.from(hex.replace(/\s/g, ''), 'hex')
    .swap16()
    .toString('utf16le')
    .replace(/^\ufeff/, '')
/** Texts under a key: titles of bookmarks, alternative texts. */
const textsUnder = (body: string, key: string) =>
  [...body.matchAll(new RegExp(`/${key} ?(?:<([0-9A-F\\s]+)>|\\(((?:[^()\\\\]|\\\\.)*)\\))`, 'g'))].map(([, hex, plain]) =>
    hex === undefined ? (plain ?? '') : fromHex(hex),
  )
const rolesIn = (body: string) => new Set([...body.matchAll(/\/S ?\/([A-Z][A-Za-z0-9]*)/g)].map((match) => match[1]))
const chapterOf = (...blocks: Chapter['blocks']): Chapter => ({ id: 'c', title: 'Un chapitre', blocks })

describe('the account as PDF', () => {
  test('declares PDF/UA-1 and has what it asks for: tags, language, title shown, bookmarks', async () => {
    const body = await bodyOf(sampleDocument('nl'))
    expect(body).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(body).toContain('/StructTreeRoot')
    expect(body).toMatch(/\/MarkInfo ?<<[^>]*\/Marked true/)
    expect(body).toMatch(/\/Lang ?\(nl/)
    expect(body).toMatch(/\/DisplayDocTitle true/)
    expect(body).toContain('Compte de l\u00e2\u0080\u0099ann\u00c3\u00a9e 2025') // the title in the XMP packet, as UTF-8 bytes
    expect(textsUnder(body, 'Title')).toEqual(
      expect.arrayContaining(['L’année en bref', 'Ce qui a changé', 'Waar elk cijfer vandaan komt']),
    )
  })

  test('is tagged by meaning: headings, lists, figures, captions, links, a table with header cells, contents', async () => {
    const roles = rolesIn(await bodyOf(sampleDocument()))
    for (const role of ['H1', 'H2', 'L', 'LI', 'Figure', 'Caption', 'Link', 'Table', 'THead', 'TH', 'TD', 'TOC'])
      expect([...roles]).toContain(role)
  })

  test('every picture has a text with its sentence and its values', async () => {
    const texts = textsUnder(await bodyOf(sampleDocument()), 'Alt').join('\n')
    expect(texts).toContain(
      'Délégations reçues selon le pays. La Belgique et l’Italie envoient plus de la moitié des délégations. Belgique / België\u00a0: 8',
    )
    expect(texts).toContain('Où se trouvent les membres et les partenaires.')
    expect(texts).toContain('Charleroi\u00a0: 58\u00a0% (53–64)')
  })

  test('fonts are ours and embedded', async () => {
    const fonts = new Set(
      [...(await bodyOf(sampleDocument())).matchAll(/\/BaseFont ?\/(?:[A-Z]{6}\+)?([A-Za-z]+)/g)].map((match) => match[1]),
    )
    expect([...fonts].every((font) => font?.startsWith('AtkinsonHyperlegible') || font?.startsWith('Newsreader'))).toBe(true)
    expect(fonts.size).toBeGreaterThan(1)
  })

  test('the same document gives the same bytes, another one does not', async () => {
    const hash = async (document: AccountDocument) =>
      createHash('sha256')
        .update(await accountPdf(document))
        .digest('hex')
    const first = await hash(sampleDocument())
    await accountPdf(sampleDocument('en'))
    expect(await hash(sampleDocument())).toBe(first)
    expect(await hash(sampleDocument('fr', { subtitle: 'autre' }))).not.toBe(first)
  })

  test('text that looks like markup is text', async () => {
    const hostile = chapterOf(
      { type: 'heading', text: HOSTILE },
      { type: 'paragraph', inlines: [{ type: 'text', text: HOSTILE, emphasis: 'em' }] },
      { type: 'list', items: [[{ type: 'text', text: HOSTILE }]] },
      {
        type: 'chart',
        chart: {
          id: HOSTILE,
          kind: 'stacked',
          title: HOSTILE,
          summary: HOSTILE,
          unitLabel: HOSTILE,
          rows: [{ label: HOSTILE, part: HOSTILE, value: 1, shown: HOSTILE }],
        },
      },
      {
        type: 'map',
        map: {
          id: HOSTILE,
          title: HOSTILE,
          summary: HOSTILE,
          points: [{ label: HOSTILE, group: HOSTILE, latitude: 48, longitude: 2, href: HOSTILE }],
        },
      },
      {
        type: 'table',
        table: { id: HOSTILE, caption: HOSTILE, columns: [{ label: HOSTILE, numeric: true }], rows: [{ header: HOSTILE, cells: [] }] },
      },
    )
    const body = await bodyOf(
      sampleDocument('fr', { chapters: [hostile], title: HOSTILE, network: { id: 'x', name: HOSTILE, isDemonstration: false } }),
    )
    const written = cleanText(HOSTILE).replace(/\s+/g, ' ')
    expect(textsUnder(body, 'Title').map((title) => title.replace(/\s+/g, ' '))).toContain(written)
    expect(textsUnder(body, 'Alt').join('\n').replace(/\s+/g, ' ')).toContain(written)
  })

  test('a character that no font has becomes a box; the account is made all the same', async () => {
    const titles = textsUnder(await bodyOf(sampleDocument('fr', { chapters: [{ ...chapterOf(), title: 'Délégation de 漢字' }] })), 'Title')
    expect(titles).toContain('Délégation de □□')
  })

  test('an account without chapters, figures, relations or sources is an account', async () => {
    const body = await bodyOf(
      sampleDocument('en', {
        chapters: [],
        figures: {},
        relations: [],
        gaps: [],
        definitions: [],
        abbreviations: [],
        sources: [],
        edition: null,
      }),
    )
    expect(body).toContain('<pdfuaid:part>1</pdfuaid:part>')
  })

  test('rows that are short or long of cells do not move the others; a tall picture stays on its page', async () => {
    const table = {
      id: 't',
      caption: 'Table',
      columns: [
        { label: 'a', numeric: false },
        { label: 'b', numeric: true },
      ],
      rows: [
        { header: 'court', cells: [] },
        { header: 'long', cells: ['1', '2', '3'] },
      ],
    }
    const rows = Array.from({ length: 70 }, (_, i) => ({ label: `ligne ${i}`, value: i, shown: String(i) }))
    const body = await bodyOf(
      sampleDocument('fr', {
        relations: [],
        chapters: [
          chapterOf(
            { type: 'table', table },
            { type: 'chart', chart: { id: 'c', kind: 'bars', title: 'Haut', summary: 'x', unitLabel: 'u', rows } },
            { type: 'map', map: { ...sampleMap, figures: ['councils.active'] } },
          ),
        ],
      }),
    )
    expect(body.match(/\/S ?\/TD/g)).toHaveLength(4)
    const boxes = [...body.matchAll(/\/BBox ?\[([\d.\s-]+)\]/g)].map((match) => (match[1] ?? '').trim().split(/\s+/).map(Number))
    expect(boxes.length).toBeGreaterThan(1)
    for (const [, bottom = 0, , top = 0] of boxes) expect([bottom >= 0, top <= 842]).toEqual([true, true])
  })

  test('a text that names a figure which is not there stops the account', async () => {
    await expect(accountPdf(sampleDocument('fr', { figures: {} }))).rejects.toThrow('which it does not hold')
  })

  test('any words can be printed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const chapter = chapterOf(
          { type: 'paragraph', inlines: [{ type: 'text', text }] },
          {
            type: 'chart',
            chart: { id: text, kind: 'bars', title: text, summary: text, unitLabel: text, rows: [{ label: text, value: 1, shown: text }] },
          },
        )
        expect((await accountPdf(sampleDocument('fr', { chapters: [chapter] }))).length).toBeGreaterThan(10_000)
      }),
      { numRuns: 25 },
    )
  })
})
