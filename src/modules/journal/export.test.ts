import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spanOf } from '#platform/cells.ts'
import { useWorld } from '#test/world.ts'
import { recordActivity } from './activities.commands.server.ts'
import { BATCH, csvHead, csvLines, csvStream, type ExportedActivity, nextBatch } from './export.server.ts'
import { journalFiles } from './folder.ts'
import { anActivity, networkWithProgramme } from './journal.test-support.ts'
import { KNOWN_KINDS, PRECISIONS } from './vocabulary.ts'

const world = useWorld()
// Begins with a letter: a cell that a spreadsheet would run as a formula is changed on purpose.
const words = fc
  .tuple(fc.constantFrom('É', 'a', 'Z'), fc.string({ unit: 'grapheme', maxLength: 30 }))
  .map(([first, rest]) => `${first}${rest}`.trim())
const someWords = fc.record({ fr: words, nl: words, en: words }, { requiredKeys: ['fr'] })
const row: fc.Arbitrary<ExportedActivity> = fc
  .record({
    id: fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}$/),
    programme_id: fc.constant('clsm'),
    kind: fc.constantFrom(...KNOWN_KINDS),
    title: someWords,
    when: fc.tuple(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }),
      fc.constantFrom(...PRECISIONS),
      fc.nat(40),
    ),
    part_of: fc.constantFrom(null, 'congress'),
    territory_id: fc.constantFrom(null, 'FR-59350'),
    place: fc.option(words),
    country: fc.constantFrom(null, 'FR'),
    online: fc.boolean(),
    occurrences: fc.integer({ min: 1, max: 99 }),
    source_id: fc.constantFrom(null, 'report'),
    source_locator: fc.option(words),
    note: fc.option(someWords),
  })
  .map(({ when: [date, precision, later], ...rest }) => {
    const { from, to } = spanOf(date.toISOString().slice(0, { day: 10, month: 7, year: 4 }[precision])) ?? { from: '', to: '' }
    return { ...rest, starts_on: from, ends_on: new Date(Date.parse(to) + later * 86_400_000).toISOString().slice(0, 10), precision }
  })
const spec = journalFiles.find(({ file }) => file === 'activities.csv')

describe('journal: export', () => {
  test('an exported activity that is loaded again from the file is the same', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const lines: Record<string, string>[] = parse(`${csvHead()}${csvLines(rows)}`, { bom: true, columns: true })
        expect(lines.map((cells) => spec?.read(cells))).toEqual(rows.map((data) => ({ success: true, rows: [data] })))
      }),
    )
  })
  test('a title that a spreadsheet would run as a formula is disarmed', () => {
    expect(csvLines([{ ...anActivity({ title: { fr: '=HYPERLINK("https://example.org")' } }), id: 'a' }])).toContain(`"'=HYPERLINK(`)
  })
  test('the stream asks batch after batch from the last row on, and ends', async () => {
    const make = (many: number, from: number) => Array.from({ length: many }, (_, at) => ({ ...anActivity(), id: `a${from + at}` }))
    const asked: unknown[] = []
    const stream = csvStream(
      async (last) => {
        asked.push(last)
        return make(3, BATCH)
      },
      make(BATCH, 0),
    )
    const text = await new Response(stream).text()
    expect(text.trim().split('\n')).toHaveLength(1 + BATCH + 3)
    expect(asked).toEqual([{ day: '2025-06-24', id: `a${BATCH - 1}` }])
  })
  test('a member exports what the filters show, a stranger nothing', async () => {
    const network = await networkWithProgramme(world)
    const [noor, eve] = [await world.person({ network, role: 'coordinator' }), await world.person()]
    for (const kind of ['meeting', 'visit']) await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity({ kind })))
    expect((await world.as(noor, (scope) => nextBatch(scope, network, { kind: 'visit' }, null))).map(({ kind }) => kind)).toEqual(['visit'])
    expect(await world.as(eve, (scope) => nextBatch(scope, network, {}, null))).toEqual([])
  })
})
