// Opening hours in a subset of the opening_hours notation of OpenStreetMap: "Mo-Fr 08:30-16:30; Sa 09:00-12:00; PH off", "24/7".
// A later rule replaces an earlier one for the days that both name, as the specification says.
// Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
export const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
export type Day = (typeof DAYS)[number]
/** A day of the week, or the public holidays. */
export type DayOrHoliday = Day | 'PH'
const ALL: readonly DayOrHoliday[] = [...DAYS, 'PH']

/** Minutes since midnight; `to` may be 1440 (24:00), or less than `from` for a night that ends the next day. */
export type Span = { from: number; to: number }
/** The days in the order of the week, holidays last; no spans: closed. */
export type Rule = { days: readonly DayOrHoliday[]; spans: readonly Span[] }
export type Hours = readonly Rule[]

export const DAY_MINUTES = 1440
const WHOLE_DAY: Span = { from: 0, to: DAY_MINUTES }

/** Reads the notation. @returns the rules in their order, or null when it is not of this subset. */
export const parseHours = (notation: string): Hours | null => {
  const rules = notation
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(ruleOf)
  const read = rules.filter((rule) => rule !== null)
  return read.length > 0 && read.length === rules.length ? read : null
}

const ruleOf = (text: string): Rule | null => {
  if (text === '24/7') return { days: DAYS, spans: [WHOLE_DAY] }
  const match = /^((?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su|PH))*)?\s*(.*)$/.exec(text.replaceAll(/\s*([-,])\s*/g, '$1'))
  if (match === null) return null
  const days = match[1] === undefined ? DAYS : daysOf(match[1])
  const spans = spansOf(match[2] ?? '', match[1] !== undefined)
  return days === null || spans === null ? null : { days, spans }
}

const daysOf = (text: string): readonly DayOrHoliday[] | null => {
  const named = text.split(',').map((part) => {
    const [first, last, ...more] = part.split('-') as DayOrHoliday[]
    if (first === undefined || more.length > 0) return null
    if (last === undefined) return [first]
    return first === 'PH' || last === 'PH' ? null : daysFrom(first, last)
  })
  const days = named.flatMap((part) => part ?? [])
  return named.includes(null) ? null : ALL.filter((day) => days.includes(day))
}

// "Sa-Mo" goes over the end of the week.
const daysFrom = (first: Day, last: Day): Day[] => {
  const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)]
  return DAYS.filter((_, at) => (from <= to ? at >= from && at <= to : at >= from || at <= to))
}

const spansOf = (text: string, hasDays: boolean): readonly Span[] | null => {
  if (text === 'off' || text === 'closed') return []
  if (text === '') return hasDays ? [WHOLE_DAY] : null
  const spans = text.split(',').map((part) => {
    const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(part)
    if (match === null) return null
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = match
    const span = { from: Number(h1) * 60 + Number(m1), to: Number(h2) * 60 + Number(m2) }
    const isTime = Number(m1) < 60 && Number(m2) < 60 && span.from < DAY_MINUTES && span.to <= DAY_MINUTES && span.from !== span.to
    return isTime ? span : null
  })
  const read = spans.filter((span) => span !== null)
  return read.length === spans.length ? read : null
}

/** Writes the notation; `parseHours` of it gives the same rules. */
export const formatHours = (hours: Hours): string =>
  hours
    .map(({ days, spans }) => `${runsOf(days).map(formatRun).join(',')} ${spans.length === 0 ? 'off' : spans.map(formatSpan).join(',')}`)
    .join('; ')

export type Run = { first: DayOrHoliday; last: DayOrHoliday }
const formatRun = ({ first, last }: Run) => (first === last ? first : `${first}-${last}`)
const formatSpan = ({ from, to }: Span) => `${timeOf(from)}-${timeOf(to)}`
/** "08:30" */
export const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Days that follow each other together: Mo, Tu, We, Sa → Mo-We, Sa. Public holidays follow nothing. */
export const runsOf = (days: readonly DayOrHoliday[]): Run[] => {
  const runs: Run[] = []
  for (const day of ALL.filter((each) => days.includes(each))) {
    const last = runs.at(-1)
    if (last !== undefined && day !== 'PH' && ALL.indexOf(last.last) === ALL.indexOf(day) - 1) last.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}

/** What holds on each day after all rules: days with the same hours together, in the order of the week. Days that no rule names are absent. */
export const weekOf = (hours: Hours): Rule[] => {
  const byDay = new Map<DayOrHoliday, readonly Span[]>(hours.flatMap(({ days, spans }) => days.map((day) => [day, spans] as const)))
  const groups = Map.groupBy(
    ALL.filter((day) => byDay.has(day)),
    (day) => formatHours([{ days: ['Mo'], spans: byDay.get(day) ?? [] }]),
  )
  return [...groups.values()].map((days) => ({ days, spans: byDay.get(days[0] ?? 'Mo') ?? [] }))
}

/** Open at all hours of all seven days. */
export const isAlways = (hours: Hours) => {
  const week = weekOf(hours).filter(({ days }) => days.some((day) => day !== 'PH'))
  return (
    week.length === 1 &&
    week[0]?.days.filter((day) => day !== 'PH').length === 7 &&
    week[0].spans.some(({ from, to }) => from === 0 && to === DAY_MINUTES)
  )
}
