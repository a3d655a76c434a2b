import { type Count, chartPair } from '#modules/account/index.ts'
import { type DelayLine, type DelayRow, delaysFrom, readDelays } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { courseUntil, daysOf, isUnderWay, nameOf, type Period, quarterOn } from './period.ts'
import type { Quote } from './screen/quotes.ts'
import { shortPeriod } from './screen/spoken.ts'
import { speechOf } from './speech.server.ts'
import { readOverview, todayOf } from './view.server.ts'
import { FUNCTIONS } from './vocabulary.ts'

/** A quarter of a function. Times in hours; a share from 0 to 1; null: not known, or it may not be told. */
export type FunctionQuarter = {
  period: Period
  isUnderWay: boolean
  requests: Count
  answeredInTime: number | null
  answerMedian: number | null
  meetingMedian: number | null
  followed: Count
  fte: number | null
  perFte: number | null
}

// Nobody asked it, which the page of the delays says as well by leaving it out; otherwise the whole may not be told.
const noneOf = (rows: readonly DelayRow[], code: string): Count =>
  rows.some(({ dim, key, asked }) => dim === 'function' && key === code && asked > 0) ? null : 0

const lineOf = (lines: readonly DelayLine[] | null, code: string) => lines?.find(({ level, key }) => level === 'function' && key === code)

/**
 * What became of one function, quarter by quarter, the latest first: what it was asked, how quickly it answered and met, whom it follows, with
 * which staff. Each number is one that the dashboard or the page of the delays tells of that quarter as well, so that nothing new is told.
 * @throws Problem signed_out; not_found for who does not steer the network, and for what is no function
 */
export const readFunction = async (scope: Scope, actor: Actor, network: string, code: string, today = todayOf()) => {
  const quarters: FunctionQuarter[] = []
  const latest = quarterOn(today)
  const view = await readOverview(scope, actor, network, nameOf(latest), today)
  if (!FUNCTIONS.some((each) => each === code)) throw new Problem('not_found')
  for (const period of courseUntil(latest, today)) {
    const { caseload, teams } = await readOverview(scope, actor, network, nameOf(period), today)
    const rows = await readDelays(scope, network, daysOf(period))
    const delays = delaysFrom(rows, view.threshold)
    const answer = lineOf(delays.answer, code)
    const own = teams.filter(({ careFunction }) => careFunction === code)
    const fte = own.length === 0 ? null : own.reduce<Count>((all, team) => (all === null || team.fte === null ? null : all + team.fte), 0)
    const followed = caseload.functions.find(({ key }) => key === code)?.count ?? null
    quarters.push({
      period,
      isUnderWay: isUnderWay(period, today),
      requests: answer === undefined ? noneOf(rows, code) : answer.total,
      answeredInTime: answer?.share ?? null,
      answerMedian: answer?.median ?? null,
      meetingMedian: lineOf(delays.meeting, code)?.median ?? null,
      followed,
      fte,
      perFte: followed === null || fte === null || fte === 0 ? null : followed / fte,
    })
  }
  return { view, quarters }
}

const QUOTED = ['requests', 'answeredInTime', 'answerMedian', 'meetingMedian', 'followed', 'perFte'] as const
const LABELS = {
  requests: 'overview.function.requests',
  answeredInTime: 'overview.function.inTime',
  answerMedian: 'overview.function.answer',
  meetingMedian: 'overview.function.meetingMedian',
  followed: 'overview.caseload.followed',
  perFte: 'overview.caseload.perFte',
} as const
/**
 * What of the quarter that ended last can be brought to a committee: each number that is told, beside that of the quarter before.
 * @returns that quarter, and its numbers in words
 */
export const quotesOfFunction = (quarters: readonly FunctionQuarter[], code: string, lang: string | undefined) => {
  const { say } = speechOf(lang)
  const at = quarters.findIndex((quarter) => !quarter.isUnderWay)
  const [now, was] = [quarters[at], quarters[at + 1]]
  if (now === undefined) return null
  const words = (of: (typeof QUOTED)[number], value: number) =>
    of === 'answeredInTime'
      ? say('overview.percent', { n: Math.round(value * 100) })
      : of === 'answerMedian' || of === 'meetingMedian'
        ? say('overview.hours', { n: String(Math.round(value)) })
        : say('overview.number', { n: Math.round(value * 10) / 10 })
  const quotes = QUOTED.flatMap((of): Quote[] => {
    const [value, former] = [now[of], was?.[of] ?? null]
    if (value === null) return []
    const text = `${say('overview.function.short', { code })} · ${say(LABELS[of])} : ${words(of, value)}`
    const before = was === undefined || former === null ? '' : `, ${shortPeriod(say, was.period)} : ${words(of, former)}`
    return [{ key: of, text: `${text}${before}` }]
  })
  return { period: now.period, quotes }
}

const ENOUGH = 3
/** Two pictures over the quarters: the people followed, and the median time to an answer; null with fewer than three numbers. */
export const drawFunction = (quarters: readonly FunctionQuarter[], lang: string | undefined) => {
  const locale = localeOf(lang) ?? DEFAULT_LOCALE
  const { say } = speechOf(lang)
  const draw = (id: 'followed' | 'answerMedian', title: string) => {
    const rows = quarters.toReversed().flatMap((quarter) => {
      const value = quarter[id]
      return value === null
        ? []
        : [{ label: shortPeriod(say, quarter.period), value, shown: intlOf(locale).formatNumber(value, { maximumFractionDigits: 0 }) }]
    })
    const words = { title, summary: say('overview.figure.picture', { what: title }), unitLabel: '' }
    return rows.length < ENOUGH ? null : { title, ...chartPair({ id, kind: 'columns', ...words, rows }, languageOf(locale)) }
  }
  return [draw('followed', say('overview.caseload.followed')), draw('answerMedian', say('overview.function.answerMedian'))].filter(
    (each) => each !== null,
  )
}
