import type { AccountData } from '../data.server.ts'
import type { Chart, FigureView, MapPicture, Table } from '../document.ts'
import { type Figure, figureId } from '../figures.ts'
import { indicatorOf, wordsOf } from '../indicators/index.ts'
import type { Speaker } from './speak.ts'

type Material = { data: AccountData; figures: readonly Figure[]; views: Readonly<Record<string, FigureView>>; speak: Speaker }

/** A part of a dimension in words: a word of its own, or the title of the activity or the name of the programme that it is. */
export const partName = ({ data, speak }: Pick<Material, 'data' | 'speak'>, dimension: string, value: string): string => {
  const record =
    data.activities.find(({ id }) => id === value)?.title ??
    (dimension === 'programme' ? data.programmes.find(({ id }) => id === value)?.name : undefined)
  return record === undefined ? wordsOf(speak.language).value(dimension, value) : speak.words(record)
}

/** The parts of an indicator in one period, as bars; null when fewer than two can be shown. */
export const partsChart = (material: Material, indicator: string, dimension: string): Chart | null => {
  const { figures, views, speak } = material

  const parts = figures.filter(
    (figure) => figure.indicator === indicator && Object.keys(figure.dimensions).length === 1 && figure.dimensions[dimension] !== undefined,
  )
  // What is computed is known of the year before too: a part is shown once, as it stands last.
  const isLast = ({ dimensions, period }: Figure) =>
    !parts.some((other) => other.dimensions[dimension] === dimensions[dimension] && other.period.to > period.to)
  const rows = parts.filter(isLast).flatMap((figure) => {
    const view = views[figureId(figure)]
    return view === undefined || view.value === null
      ? []
      : [{ label: partName(material, dimension, figure.dimensions[dimension] ?? ''), value: view.value, shown: view.shown }]
  })
  if (rows.length < 2) return null
  rows.sort((a, b) => b.value - a.value)
  const [largest] = rows
  const title = wordsOf(speak.language).label(indicator)
  return {
    id: `${indicator}-${dimension}`,
    kind: 'bars',
    title,
    unitLabel: speak.unit(indicatorOf(indicator).unit, null),
    rows,
    summary: speak.say('account.chart.parts', { n: rows.length, largest: largest?.label ?? '', shown: largest?.shown ?? '' }),
  }
}

/** One number in the year and in the year before. */
export const changeChart = ({ figures, views, speak }: Material, indicator: string): Chart | null => {
  const rows = figures
    .filter((figure) => figure.indicator === indicator && Object.keys(figure.dimensions).length === 0)
    .toSorted((a, b) => (a.period.to < b.period.to ? -1 : 1))
    .flatMap((figure, at, all) => {
      const view = views[figureId(figure)]
      return view === undefined || view.value === null
        ? []
        : [{ label: view.period.to.slice(0, 4), value: view.value, shown: view.shown, emphasis: at === all.length - 1 }]
    })
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined || rows.length < 2) return null
  const title = wordsOf(speak.language).label(indicator)
  const summary = speak.say('account.chart.change', { from: first.shown, before: first.label, to: last.shown, now: last.label })
  return { id: `${indicator}-years`, kind: 'columns', title, unitLabel: speak.unit(indicatorOf(indicator).unit, null), rows, summary }
}

/** Where the members of a group are. */
export const membersMap = ({ data, speak }: Material, group: string): MapPicture | null => {
  const points = data.places
    .filter((place) => place.group === group)
    .map(({ name, latitude, longitude }) => ({ label: name, group, latitude: Number(latitude), longitude: Number(longitude) }))
  return points.length === 0
    ? null
    : {
        id: `members-${group}`,
        title: speak.say('account.map.members'),
        summary: speak.say('account.map.members.summary', { n: points.length }),
        points,
      }
}

/** What happened in a programme, in the order of the days. */
export const activitiesTable = ({ data, speak }: Material, programme: string): Table | null => {
  const lines = data.activities.filter((activity) => activity.programme === programme)
  if (lines.length === 0) return null
  const columns = (['what', 'where', 'when'] as const).map((column) => ({ label: speak.say(`account.table.${column}`), numeric: false }))
  const rows = lines.map(({ title, place, country, starts, ends, precision, occurrences }) => ({
    header: occurrences > 1 ? speak.say('account.table.times', { what: speak.words(title), n: occurrences }) : speak.words(title),
    cells: [
      [place, country === null || country === 'FR' ? null : speak.country(country)].filter((part) => part !== null).join(', '),
      speak.days(starts, ends, precision),
    ],
  }))
  return { id: `activities-${programme}`, caption: speak.say('account.table.activities'), columns, rows }
}

/** What came out of a programme: articles, guides, reports. */
export const outcomesTable = ({ data, speak }: Material, programme: string): Table | null => {
  const lines = data.outcomes.filter((outcome) => outcome.programme === programme)
  if (lines.length === 0) return null
  const columns = (['title', 'publisher', 'when'] as const).map((column) => ({
    label: speak.say(`account.table.${column}`),
    numeric: false,
  }))
  const rows = lines.map(({ title, publisher, doi, on, precision, occurrences }) => ({
    header: occurrences > 1 ? speak.say('account.table.times', { what: title, n: occurrences }) : title,
    cells: [[publisher, doi === null ? null : `doi:${doi}`].filter((part) => part !== null).join(', '), speak.days(on, on, precision)],
  }))
  return { id: `outcomes-${programme}`, caption: speak.say('account.table.outcomes'), columns, rows }
}

/** The members of a group by name and place. */
export const membersTable = ({ data, speak }: Material, group: string): Table | null => {
  const lines = data.places.filter((place) => place.group === group)
  if (lines.length === 0) return null
  return {
    id: `members-table-${group}`,
    caption: speak.say('account.map.members'),
    columns: [{ label: speak.say('account.table.organisation'), numeric: false }],
    rows: lines.map(({ name }) => ({ header: name, cells: [] })),
  }
}
export type { Material }
