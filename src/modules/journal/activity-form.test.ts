import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spanOf } from '#platform/cells.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { projectRoot } from '#platform/root.server.ts'
import type { ActivityRecord } from './activity.queries.server.ts'
import { activityTyped, type Names, readActivityForm } from './activity-form.server.ts'
import { journalFiles } from './folder.ts'
import { CATEGORIES, COUNT_EXACTNESS, KNOWN_KINDS, ORGANISATION_ROLES, PRECISIONS } from './vocabulary.ts'

const offered = { programmes: [{ value: 'clsm' }], sources: [{ value: 'report' }], events: [{ value: 'congress' }] }
const words = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const someWords = fc.record({ fr: words, nl: words, en: words }, { requiredKeys: ['fr'] })
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const when = fc.record({ first: day, precision: fc.constantFrom(...PRECISIONS), later: fc.nat(60) }).map(({ first, precision, later }) => {
  const { from, to } = spanOf(first.slice(0, { day: 10, month: 7, year: 4 }[precision])) ?? { from: first, to: first }
  return {
    starts_on: from,
    ends_on: later % 2 === 0 ? to : new Date(Date.parse(to) + later * 86_400_000).toISOString().slice(0, 10),
    precision,
  }
})
const count = fc.option(
  fc.record({ count: fc.nat(100_000), exactness: fc.constantFrom(...COUNT_EXACTNESS.filter((each) => each !== 'unknown')) }),
)
const attendance = fc.uniqueArray(
  fc
    .record({ category: fc.constantFrom(...CATEGORIES), country: fc.constantFrom('', 'FR', 'BE'), counted: count })
    .map(({ category, country, counted }) => ({
      category,
      country,
      count: counted?.count ?? null,
      exactness: counted?.exactness ?? ('unknown' as const),
    })),
  { maxLength: 5, selector: ({ category, country }) => `${category} ${country}` },
)
const organisations = fc.uniqueArray(
  fc.record({
    organisation_id: fc.constantFrom('epsm', 'ars', 'city'),
    name: fc.constant('Name'),
    role: fc.constantFrom(...ORGANISATION_ROLES),
  }),
  { maxLength: 4, selector: (each) => `${each.organisation_id} ${each.role}` },
)
const activity: fc.Arbitrary<ActivityRecord> = fc
  .tuple(
    when,
    attendance,
    organisations,
    fc.record({
      id: fc.constant('a'),
      programme_id: fc.constant('clsm'),
      programme: fc.constant({ fr: 'CLSM' }),
      kind: fc.constantFrom(...KNOWN_KINDS, 'soiree_debat'),
      title: someWords,
      part_of: fc.constantFrom(null, 'congress'),
      territory_id: fc.constantFrom(null, 'FR-59350'),
      territory: fc.constant('Lille'),
      place: fc.option(words),
      country: fc.constantFrom(null, 'FR'),
      online: fc.boolean(),
      occurrences: fc.integer({ min: 1, max: 1000 }),
      source_id: fc.constantFrom(null, 'report'),
      source_locator: fc.option(words),
      note: fc.option(someWords),
      version: fc.nat(9),
    }),
  )
  .map(([dates, attended, involved, rest]) => ({ ...rest, ...dates, attendance: attended, organisations: involved }))

const NAMES: Names = {
  organisations: new Map(['epsm', 'ars', 'city'].map((id) => [`Name (${id})`, { kind: 'one', id }])),
  territories: new Map([['Lille (FR-59350)', { kind: 'one', id: 'FR-59350' }]]),
}
const form = (fields: Record<string, string>) =>
  readActivityForm({ programme: 'clsm', kind: 'Réunion', title_fr: 'Titre', starts: '2025-06-24', ...fields }, NAMES, offered)
const faultsOf = (fields: Record<string, string>) => {
  const read = form(fields)
  return read.ok ? {} : Object.fromEntries(Object.entries(read.faults).map(([name, { id }]) => [name, id]))
}

describe('journal: the form of an activity', () => {
  test('an activity that is opened in the form and sent unchanged is the same', () => {
    fc.assert(
      fc.property(activity, (original) => {
        const read = readActivityForm(activityTyped(original), NAMES, offered)
        const { id: _, programme: __, territory: ___, version: ____, ...kept } = original
        expect(read).toEqual({
          ok: true,
          input: { ...kept, organisations: original.organisations.map(({ organisation_id, role }) => ({ organisation_id, role })) },
        })
      }),
    )
  })
  test('whatever is sent, it is read or told what is wrong, and never fails', () => {
    const names = [
      'programme',
      'kind',
      'title_fr',
      'starts',
      'ends',
      'starts_roughly',
      'occurrences',
      'part_of',
      'source',
      'country',
      'territory',
      'organisation-0',
      'role-0',
      'category-0',
      'count-0',
      'exactness-0',
      'from-0',
    ]
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...names),
          fc.oneof(fc.string(), fc.constantFrom('clsm', '2025-06-24', '12', 'professionals', 'exact')),
        ),
        (typed) => {
          const read = readActivityForm(typed, NAMES, offered)
          expect(read.ok || Object.keys(read.faults).every((name) => names.includes(name))).toBe(true)
        },
      ),
    )
  })
  test('a title, a programme, a kind and a day are enough', () => {
    expect(form({})).toMatchObject({
      ok: true,
      input: {
        kind: 'meeting',
        title: { fr: 'Titre' },
        starts_on: '2025-06-24',
        ends_on: '2025-06-24',
        precision: 'day',
        occurrences: 1,
        attendance: [],
        organisations: [],
      },
    })
  })
  test('where only the month is known, it is the month that counts', () => {
    expect(form({ starts_roughly: '06/2025', ends_roughly: '2025-08' })).toMatchObject({
      ok: true,
      input: { starts_on: '2025-06-01', ends_on: '2025-08-31', precision: 'month' },
    })
  })
  test('each wrong field is told where it is', () => {
    expect(
      faultsOf({ programme: 'other', kind: '', title_fr: '', starts: 'soon', occurrences: '0', part_of: 'nothing', country: 'France' }),
    ).toEqual({
      programme: 'form.fault.unknown',
      kind: 'cell.required',
      title_fr: 'cell.required',
      starts: 'form.fault.date',
      occurrences: 'journal.fault.occurrences',
      part_of: 'form.fault.unknown',
      country: 'cell.country',
    })
    expect(faultsOf({ ends: '2025-06-23' })).toEqual({ ends: 'form.fault.ends' })
    expect(faultsOf({ occurrences: '99999999999' })).toEqual({ occurrences: 'cell.whole' })
  })
  test('a name that nobody has, or that several have, is told at its row', () => {
    expect(faultsOf({ 'organisation-3': 'Nobody', 'role-3': 'partner' })).toEqual({ 'organisation-3': 'form.fault.unknown' })
    const several: Names = {
      ...NAMES,
      territories: new Map([['Saint-Denis', { kind: 'several', labels: ['Saint-Denis (FR-93066)', 'Saint-Denis (FR-97411)'] }]]),
    }
    const read = readActivityForm(
      { programme: 'clsm', kind: 'x', title_fr: 'x', starts: '2025', territory: 'Saint-Denis' },
      several,
      offered,
    )
    expect(read).toMatchObject({
      ok: false,
      faults: { territory: { id: 'journal.fault.several', values: { names: 'Saint-Denis (FR-93066) · Saint-Denis (FR-97411)' } } },
    })
  })
  test('the same organisation in the same role, and the same category, stand once', () => {
    expect(faultsOf({ 'organisation-0': 'Name (ars)', 'role-0': 'host', 'organisation-1': 'Name (ars)', 'role-1': 'host' })).toEqual({
      'organisation-1': 'journal.fault.twice',
    })
    expect(
      faultsOf({
        'category-0': 'carers',
        'count-0': '3',
        'exactness-0': 'exact',
        'category-1': 'carers',
        'count-1': '4',
        'exactness-1': 'exact',
      }),
    ).toEqual({ 'category-1': 'journal.fault.twice' })
  })
  test('an empty number says that nobody counted; "about" nothing is a mistake', () => {
    expect(form({ 'category-0': 'carers', 'count-0': '', 'exactness-0': 'exact' })).toMatchObject({
      ok: true,
      input: { attendance: [{ category: 'carers', count: null, exactness: 'unknown' }] },
    })
    expect(faultsOf({ 'category-0': 'carers', 'count-0': 'many', 'exactness-0': 'exact' })).toEqual({ 'count-0': 'cell.whole' })
    expect(faultsOf({ 'category-0': 'carers', 'count-0': '', 'exactness-0': 'about' })).toEqual({ 'count-0': 'journal.fault.count' })
  })
  test('files are not taken from a form, and of an overlong text only so much that it is known as such', () => {
    const sent = new FormData()
    sent.set('title_fr', 'x'.repeat(50_000))
    sent.set('note_fr', 'a\0b')
    sent.set('file', new File(['x'], 'x.txt'))
    expect(Object.entries(typedOf(sent)).map(([name, value]) => [name, value.length])).toEqual([
      ['title_fr', 20_001],
      ['note_fr', 2],
    ])
  })
  test.each(['ccoms-2025', 'belgium'])('every activity of data/%s can be opened and saved unchanged', (folder) => {
    const spec = journalFiles.find(({ file }) => file === 'activities.csv')
    const lines: Record<string, string>[] = parse(readFileSync(join(projectRoot(), 'data', folder, 'activities.csv')), {
      bom: true,
      columns: true,
    })
    const all = (column: string) => lines.map((cells) => ({ value: cells[column] ?? '' }))
    expect(lines.length).toBeGreaterThan(5)
    for (const cells of lines) {
      const read = spec?.read(cells)
      const row = read?.success === true ? (read.rows[0] as ActivityRecord) : undefined
      expect(row).toBeDefined()
      if (row === undefined) continue
      const { id, ...kept } = row
      const details = { organisations: [], attendance: [] }
      const typed = activityTyped({ ...row, ...details, territory: 'Place', programme: {}, version: 1 })
      const territories: Names['territories'] = new Map([[typed.territory ?? '', { kind: 'one', id: String(row.territory_id) }]])
      const again = readActivityForm(
        typed,
        { organisations: new Map(), territories },
        { programmes: all('programme'), sources: all('source'), events: all('id') },
      )
      expect([id, again]).toEqual([id, { ok: true, input: { ...kept, ...details } }])
    }
  })
})
