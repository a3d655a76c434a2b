// The journal as files of a data folder.
import { country, territoryId, website } from '#modules/directory/folder.ts'
import { fileSpec } from '#modules/exchange/folder-spec.ts'
import { anyText, date, matching, oneOf, optional, type Span, slug, spanOf, text, whole, wordsOf, yesNo } from '#platform/cells.ts'
import { CATEGORIES, ORGANISATION_ROLES, OUTCOME_KINDS } from './vocabulary.ts'

const language = matching(/^[a-z]{2}$/, 'cell.language')
const kind = matching(/^[a-z]+(_[a-z]+)*$/, 'cell.kind')
const doi = matching(/^10\.\d{4,9}\/\S+$/, 'cell.doi')
const published = matching(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'cell.date').refine((value) => spanOf(value) !== null, 'cell.date')

const sources = fileSpec({
  file: 'sources.csv',
  table: 'journal.source',
  key: ['id'],
  cells: {
    id: slug,
    title: text,
    publisher: optional(text),
    published: optional(published),
    language: optional(language),
    address: optional(text),
  },
  row: (cells) => cells,
})

const programmes = fileSpec({
  file: 'programmes.csv',
  table: 'journal.programme',
  key: ['id'],
  cells: { id: slug, name_fr: text, name_nl: text, name_en: text, position: whole },
  row: ({ id, name_fr, name_nl, name_en, position }) => ({ id, position, name: wordsOf(name_fr, name_nl, name_en) }),
})

// The last day is written only when it is not that of the first (or of the month, or of the year).
const lastDay = (starts: Span, ends: Span | null) => ends?.to ?? starts.to

const activities = fileSpec({
  file: 'activities.csv',
  table: 'journal.activity',
  key: ['id'],
  references: [
    { column: 'programme', table: 'journal.programme' },
    { column: 'part_of', table: 'journal.activity' },
    { column: 'territory', table: 'directory.territory' },
    { column: 'source', table: 'journal.source' },
  ],
  cells: {
    id: slug,
    programme: slug,
    kind,
    title_fr: text,
    title_nl: anyText,
    title_en: anyText,
    starts: date,
    ends: optional(date),
    part_of: optional(slug),
    territory: optional(territoryId),
    place: optional(text),
    country: optional(country),
    online: yesNo,
    occurrences: optional(whole),
    source: optional(slug),
    locator: optional(text),
    note_fr: anyText,
    note_nl: anyText,
    note_en: anyText,
  },
  rules: [
    { column: 'ends', message: 'cell.order', holds: ({ starts, ends }) => ends === null || ends.to >= starts.from },
    { column: 'occurrences', message: 'cell.positive', holds: ({ occurrences }) => occurrences !== 0 },
  ],
  row: (cells) => ({
    id: cells.id,
    programme_id: cells.programme,
    kind: cells.kind,
    title: wordsOf(cells.title_fr, cells.title_nl, cells.title_en),
    starts_on: cells.starts.from,
    ends_on: lastDay(cells.starts, cells.ends),
    precision: cells.starts.precision,
    part_of: cells.part_of,
    territory_id: cells.territory,
    place: cells.place,
    country: cells.country,
    online: cells.online,
    occurrences: cells.occurrences ?? 1,
    source_id: cells.source,
    source_locator: cells.locator,
    note: wordsOf(cells.note_fr, cells.note_nl, cells.note_en),
  }),
})

const activityOrganisations = fileSpec({
  file: 'activity_organisations.csv',
  table: 'journal.activity_organisation',
  key: ['activity_id', 'organisation_id', 'role'],
  references: [
    { column: 'activity', table: 'journal.activity' },
    { column: 'organisation', table: 'directory.organisation' },
  ],
  cells: { activity: slug, organisation: slug, role: oneOf(ORGANISATION_ROLES) },
  row: ({ activity, organisation, role }) => ({ activity_id: activity, organisation_id: organisation, role }),
})

const attendance = fileSpec({
  file: 'attendance.csv',
  table: 'journal.attendance',
  key: ['activity_id', 'category', 'country'],
  references: [{ column: 'activity', table: 'journal.activity' }],
  cells: {
    activity: slug,
    category: oneOf(CATEGORIES),
    country: optional(country),
    count: optional(whole),
    exactness: oneOf(['exact', 'about', 'nearly', 'over', 'unknown']),
  },
  rules: [
    { column: 'count', message: 'cell.countUnknown', holds: ({ count, exactness }) => (count === null) === (exactness === 'unknown') },
  ],
  row: ({ activity, country: from, ...rest }) => ({ ...rest, activity_id: activity, country: from ?? '' }),
})

const outcomes = fileSpec({
  file: 'outcomes.csv',
  table: 'journal.outcome',
  key: ['id'],
  references: [
    { column: 'programme', table: 'journal.programme' },
    { column: 'activity', table: 'journal.activity' },
    { column: 'source', table: 'journal.source' },
  ],
  cells: {
    id: slug,
    programme: slug,
    activity: optional(slug),
    kind: oneOf(OUTCOME_KINDS),
    title: text,
    language: optional(language),
    published: date,
    publisher: optional(text),
    doi: optional(doi),
    address: optional(website),
    occurrences: optional(whole),
    source: optional(slug),
    locator: optional(text),
  },
  rules: [{ column: 'occurrences', message: 'cell.positive', holds: ({ occurrences }) => occurrences !== 0 }],
  row: ({ programme, activity, published: on, occurrences, source, locator, ...rest }) => ({
    ...rest,
    programme_id: programme,
    activity_id: activity,
    published_on: on.from,
    precision: on.precision,
    occurrences: occurrences ?? 1,
    source_id: source,
    source_locator: locator,
  }),
})

export const journalFiles = [sources, programmes, activities, activityOrganisations, attendance, outcomes]
