import { type DelayLine, delayLabel, delaysFrom, readDelays } from '#modules/care/index.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { courseUntil, daysOf, nameOf, type Period, quarterOn } from './period.ts'
import { type Cell, count, type TableOf } from './screen/cells.ts'
import { shortPeriod } from './screen/spoken.ts'

type Asked = { network: string; period: Period; threshold: number }
const QUARTERS = [1, 2, 3, 4] as const
// As the page orders them.
const LEVELS = ['all', 'function', 'team', 'from'] as const

/**
 * How long people wait for an answer and for a first meeting, as the page of the delays tells it of the same quarters (times in hours). Of a
 * year each quarter for itself: the year less three of them would tell what the fourth hides.
 * @returns a table of answers and one of meetings for each quarter that the page tells; none where nobody asked, or even the whole is too small
 */
export const readDelayTables = async (scope: Scope, { network, period, threshold }: Asked, say: Say, today: string): Promise<TableOf[]> => {
  const told = courseUntil(quarterOn(today), today).map(nameOf)
  const quarters = (period.quarter === 0 ? QUARTERS : [period.quarter]).map((quarter) => ({ year: period.year, quarter }))
  const tables: TableOf[] = []
  for (const quarter of quarters.filter((each) => told.includes(nameOf(each)))) {
    const delays = delaysFrom(await readDelays(scope, network, daysOf(quarter)), threshold)
    for (const of of ['answer', 'meeting'] as const) {
      const lines = delays[of]
      if (lines?.some(({ level, total }) => level === 'all' && total !== 0)) tables.push(tableOf(say, of, quarter, lines))
    }
  }
  return tables
}

const tableOf = (say: Say, of: 'answer' | 'meeting', period: Period, lines: readonly DelayLine[]): TableOf => {
  const isAnswer = of === 'answer'
  return {
    section: 'requests',
    key: `delays-${of}-${nameOf(period)}`,
    caption: say(isAnswer ? 'ask.delays.answer' : 'ask.delays.meeting'),
    what: `${say('overview.delays.what', { period: shortPeriod(say, period) })} ${say('ask.delays.late.note')}`,
    columns: [
      say('ask.delays.team'),
      say(isAnswer ? 'ask.delays.total' : 'ask.delays.taken'),
      say('ask.delays.inTime'),
      say('ask.delays.late'),
      say(isAnswer ? 'ask.delays.unanswered' : 'ask.delays.unmet'),
      say('ask.delays.share'),
      say('ask.delays.median'),
      say('ask.delays.p90'),
    ],
    rows: LEVELS.flatMap((level) => lines.filter((line) => line.level === level)).map((line) => ({
      key: `${line.level} ${line.key}`,
      label: delayLabel(say, line),
      cells: [
        ...[line.total, ...line.counts].map(count),
        { kind: 'share' as const, value: line.share },
        { kind: 'hours' as const, value: line.median },
        { kind: 'hours' as const, value: line.p90 },
      ].map((cell): Cell => ({ ...cell, of: period })),
    })),
  }
}
