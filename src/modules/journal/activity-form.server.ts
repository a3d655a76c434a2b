import { country } from '#modules/directory/folder.ts'
import { oneOf, optional, slug, text, whole, wordsOf } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { dateTyped } from '#platform/forms/date-typed.ts'
import { indexesOf, type Read, reading, type Typed } from '#platform/forms/typed.ts'
import type { ActivityInput } from './activities.commands.server.ts'
import type { ActivityRecord, Attendance } from './activity.queries.server.ts'
import { datesWritten, type When } from './dates.ts'
import { kindTyped } from './kinds.server.ts'
import { type Named, organisationNamed, territoryNamed } from './named.server.ts'
import { CATEGORIES, COUNT_EXACTNESS, KIND_PATTERN, ORGANISATION_ROLES } from './vocabulary.ts'

/** The names that were typed, looked up: each text with what it stands for. */
export type Names = { organisations: ReadonlyMap<string, Named>; territories: ReadonlyMap<string, Named> }

/** Looks up the organisations and the territory that a form names. */
export const namesIn = async (scope: Scope, network: string, typed: Typed): Promise<Names> => {
  const organisations = new Map<string, Named>()
  for (const at of indexesOf(typed, ['organisation'])) {
    const name = (typed[`organisation-${at}`] ?? '').trim()
    if (name !== '' && !organisations.has(name)) organisations.set(name, await organisationNamed(scope, network, name))
  }
  const place = (typed.territory ?? '').trim()
  return { organisations, territories: new Map(place === '' ? [] : [[place, await territoryNamed(scope, place)]]) }
}

type Some = readonly { value: string }[]
export type Offered = { programmes: Some; sources: Some; events: Some }
type Reading = ReturnType<typeof reading>
const MOST = 2_147_483_647 // of the column

/** An activity from a form: everything that can be kept, or what is wrong at which field. */
export const readActivityForm = (typed: Typed, names: Names, offered: Offered): Read<ActivityInput> => {
  const form = reading(typed)
  const { cell, wrong } = form
  const chosen = (name: string, among: readonly { value: string }[]) => {
    const id = cell(name, optional(slug)) ?? null
    if (id !== null && !among.some(({ value }) => value === id)) wrong(name, 'form.fault.unknown')
    return id
  }
  const programme = chosen('programme', offered.programmes)
  if (programme === null) wrong('programme', 'cell.required')
  const kind = kindTyped(typed.kind ?? '')
  if (!KIND_PATTERN.test(kind)) wrong('kind', (typed.kind ?? '').trim() === '' ? 'cell.required' : 'journal.fault.kind')
  const title = wordsOf(...inThree(typed, 'title'))
  if (title === null) wrong(TITLES.find((name) => name in typed) ?? 'title_fr', 'cell.required')
  const when = whenIn(form, typed)
  const named = { territory_id: territoryIn(form, typed, names), organisations: organisationsIn(form, typed, names) }
  const attendance = attendanceIn(form)
  const plain = {
    part_of: chosen('part_of', offered.events),
    source_id: chosen('source', offered.sources),
    source_locator: cell('locator', optional(text)) ?? null,
    place: cell('place', optional(text)) ?? null,
    country: cell('country', optional(country)) ?? null,
    occurrences: timesIn(form),
  }
  return form.done(() => ({
    ...plain,
    ...when,
    ...named,
    attendance,
    kind,
    programme_id: programme ?? '',
    title: title ?? {},
    online: typed.online === 'true',
    note: wordsOf(...inThree(typed, 'note')),
  }))
}

const TITLES = ['title_fr', 'title_nl', 'title_en']
const inThree = (typed: Typed, name: string): [string, string, string] => [
  (typed[`${name}_fr`] ?? '').trim(),
  (typed[`${name}_nl`] ?? '').trim(),
  (typed[`${name}_en`] ?? '').trim(),
]

/** How many alike: one, unless it is said. */
export const timesIn = ({ cell, wrong }: Reading) => {
  const times = cell('occurrences', optional(whole)) ?? 1
  if (times < 1 || times > MOST) wrong('occurrences', 'journal.fault.occurrences')
  return times
}

const whenIn = ({ wrong }: Reading, typed: Typed): When => {
  const first = (typed.starts_roughly ?? '').trim() === '' ? 'starts' : 'starts_roughly'
  const last = (typed.ends_roughly ?? '').trim() === '' ? 'ends' : 'ends_roughly'
  const [starts, ends] = [dateTyped(typed[first] ?? ''), dateTyped(typed[last] ?? '')]
  if (starts === null) wrong(first, (typed[first] ?? '').trim() === '' ? 'cell.required' : 'form.fault.date')
  if (ends === null && (typed[last] ?? '').trim() !== '') wrong(last, 'form.fault.date')
  if (starts !== null && ends !== null && ends.to < starts.from) wrong(last, 'form.fault.ends')
  return { starts_on: starts?.from ?? '', ends_on: ends?.to ?? starts?.to ?? '', precision: starts?.precision ?? 'day' }
}

const idOf = ({ wrong }: Reading, name: string, named: Named | undefined): string | null => {
  if (named === undefined || named.kind === 'none') wrong(name, 'form.fault.unknown')
  if (named?.kind === 'several') wrong(name, 'journal.fault.several', { names: named.labels.join(' · ') })
  return named?.kind === 'one' ? named.id : null
}

const territoryIn = (form: Reading, typed: Typed, { territories }: Names) => {
  const name = (typed.territory ?? '').trim()
  return name === '' ? null : idOf(form, 'territory', territories.get(name))
}

const organisationsIn = (form: Reading, typed: Typed, { organisations }: Names): ActivityInput['organisations'] => {
  const seen = new Set<string>()
  return form.rows(['organisation']).flatMap((at) => {
    const id = idOf(form, `organisation-${at}`, organisations.get((typed[`organisation-${at}`] ?? '').trim()))
    const role = form.cell(`role-${at}`, oneOf(ORGANISATION_ROLES))
    if (id === null || role === undefined) return []
    if (seen.has(`${id} ${role}`)) form.wrong(`organisation-${at}`, 'journal.fault.twice')
    seen.add(`${id} ${role}`)
    return [{ organisation_id: id, role }]
  })
}

const attendanceIn = ({ cell, wrong, rows }: Reading): Attendance[] => {
  const seen = new Set<string>()
  return rows(['category', 'count', 'from']).flatMap((at) => {
    const category = cell(`category-${at}`, optional(oneOf(CATEGORIES)))
    if (category === null) wrong(`category-${at}`, 'cell.required')
    const from = cell(`from-${at}`, optional(country)) ?? ''
    const count = cell(`count-${at}`, optional(whole)) ?? null
    const said = cell(`exactness-${at}`, oneOf(COUNT_EXACTNESS))
    if (category == null || said === undefined) return []
    if (count !== null && count > MOST) wrong(`count-${at}`, 'cell.whole')
    if (count === null && said !== 'unknown' && said !== 'exact') wrong(`count-${at}`, 'journal.fault.count')
    if (seen.has(`${category} ${from}`)) wrong(`category-${at}`, 'journal.fault.twice')
    seen.add(`${category} ${from}`)
    // Some came and nobody counted: that is what an empty number says.
    return [{ category, country: from, count, exactness: count === null ? 'unknown' : said === 'unknown' ? 'exact' : said }]
  })
}

/** The form of an activity as it is kept now. Reading it again gives the same activity. */
export const activityTyped = (activity: ActivityRecord): Typed => {
  const { starts, ends } = datesWritten(activity)
  const isDay = activity.precision === 'day'
  const three = (name: string, words: ActivityRecord['note']) =>
    Object.fromEntries((['fr', 'nl', 'en'] as const).map((language) => [`${name}_${language}`, words?.[language] ?? '']))
  return {
    programme: activity.programme_id,
    kind: activity.kind,
    ...three('title', activity.title),
    ...three('note', activity.note),
    starts: isDay ? starts : '',
    starts_roughly: isDay ? '' : starts,
    ends,
    ends_roughly: '',
    place: activity.place ?? '',
    territory: activity.territory_id === null ? '' : `${activity.territory ?? ''} (${activity.territory_id})`,
    country: activity.country ?? '',
    online: activity.online ? 'true' : '',
    occurrences: String(activity.occurrences),
    part_of: activity.part_of ?? '',
    source: activity.source_id ?? '',
    locator: activity.source_locator ?? '',
    version: String(activity.version),
    ...Object.assign(
      {},
      ...activity.organisations.map(({ organisation_id, name, role }, at) => ({
        [`organisation-${at}`]: `${name} (${organisation_id})`,
        [`role-${at}`]: role,
      })),
    ),
    ...Object.assign(
      {},
      ...activity.attendance.map((each, at) => ({
        [`category-${at}`]: each.category,
        [`from-${at}`]: each.country,
        [`count-${at}`]: each.count === null ? '' : String(each.count),
        [`exactness-${at}`]: each.exactness,
      })),
    ),
  }
}
