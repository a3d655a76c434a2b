import { describe, expect, test } from 'vitest'
import { intlOf } from '#platform/languages/intl.tsx'
import { columnNamed, IMPORT_COLUMNS, kindNamed } from './headers.server.ts'
import { readNamed, readTable, type Sheet } from './sheet.server.ts'
import { workbook } from './xlsx.test-support.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const sheetOf = async (text: string): Promise<Sheet> => {
  const { sheet, fault } = await readTable(bytes(text))
  if (sheet === undefined) throw new Error(fault.id)
  return sheet
}

describe('a spreadsheet', () => {
  test('is read with commas, semicolons or tabs, in UTF-8 or as Excel writes it, with the line that a spreadsheet shows', async () => {
    const expected = {
      header: ['Nom', 'Lieu'],
      lines: [
        { line: 2, cells: ['Équipe', 'a "b"\nc'] },
        { line: 5, cells: ['Fin', ''] },
      ],
    }
    for (const separator of [',', ';', '\t'])
      expect(await sheetOf(`\uFEFFNom${separator}Lieu\r\n"Équipe"${separator}"a ""b""\nc"\r\n\r\nFin${separator}\r\n`)).toEqual(expected)
    const windows = await readTable(Uint8Array.from([...'Nom;Lieu\n'].map((c) => c.charCodeAt(0)).concat([0xc9, 0x74, 0xe9, 0x3b, 0x61])))
    expect(windows.sheet?.lines[0]?.cells).toEqual(['Été', 'a'])
  })
  test('is read from a workbook: texts, numbers and empty cells', async () => {
    const { sheet } = await readTable(
      workbook([
        ['Naam', 'Postcode', 'Plaats'],
        ['Équipe & <co>', 59000, null],
        [null, null, null],
        ['Fin', null, "'=1+1"],
      ]),
    )
    expect(sheet?.header).toEqual(['Naam', 'Postcode', 'Plaats'])
    expect(sheet?.lines).toEqual([
      { line: 2, cells: ['Équipe & <co>', '59000', ''] },
      { line: 4, cells: ['Fin', '', '=1+1'] },
    ])
  })
  test('that is none is told so in one sentence', async () => {
    expect((await readTable(bytes(''))).fault?.id).toBe('directory.import.fault.empty')
    expect((await readTable(bytes('name,kind\n'))).fault?.id).toBe('directory.import.fault.empty')
    expect((await readTable(bytes('name\n"open'))).fault?.id).toBe('directory.import.fault.unreadable')
    expect((await readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).fault?.id).toBe('directory.import.fault.unreadable')
  })
  test('is read when its name says what it is, and not otherwise', async () => {
    const book = Buffer.from(workbook([['Nom'], ['Équipe']]))
    const named = async (content: BlobPart, name: string) => (await readNamed(new File([content], name))).sheet !== undefined
    for (const name of ['liste.csv', 'LISTE.CSV', 'liste.txt', 'liste.tsv']) expect(await named('Nom\nÉquipe\n', name), name).toBe(true)
    expect(await named(book, 'liste.xlsx')).toBe(true)
    for (const name of ['liste.xlsx', 'liste.html', 'liste', 'liste.csv.exe']) expect(await named('Nom\nÉquipe\n', name), name).toBe(false)
    for (const name of ['liste.csv', 'liste.zip', 'liste.docx']) expect(await named(book, name), name).toBe(false)
  })
  test('names its columns and kinds in any of the languages', () => {
    for (const locale of ['fr', 'nl', 'en'] as const) {
      for (const column of IMPORT_COLUMNS)
        expect(
          columnNamed(
            intlOf(locale)
              .formatMessage({ id: `directory.column.${column}` })
              .toUpperCase(),
          ),
        ).toBe(column)
    }
    expect([columnNamed('postal_code'), columnNamed(' Téléphone '), columnNamed('Remarque')]).toEqual(['postal_code', 'phone', undefined])
    expect([kindNamed('hôpital'), kindNamed('Ziekenhuis'), kindNamed('hospital'), kindNamed('château')]).toEqual([
      'hospital',
      'hospital',
      'hospital',
      'château',
    ])
  })
})
