import { type Say, type Speech, useLanguage } from '#platform/languages/intl.tsx'
import { Table, type TableRow } from '#platform/ui/index.ts'
import type { Count, DelayLine } from '../delays.server.ts'
import { delayLabel } from './delay-words.ts'
import './ask.css'

/** Hours as they are compared: up to three days in hours, above in days. */
export const hoursInWords = (say: Say, intl: Speech, hours: number) =>
  hours < 72
    ? say('ask.delays.hours', { n: intl.formatNumber(hours, { maximumFractionDigits: hours < 10 ? 1 : 0 }) })
    : say('ask.delays.days', { n: intl.formatNumber(hours / 24, { maximumFractionDigits: 1 }) })

const useCells = () => {
  const { say, intl } = useLanguage()
  return {
    count: (value: Count) =>
      value === null ? <span className="delays-hidden">{say('ask.delays.hidden.mark')}</span> : intl.formatNumber(value),
    hours: (value: number | null) => (value === null ? '–' : hoursInWords(say, intl, value)),
    share: (value: number | null) => (value === null ? '–' : intl.formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })),
  }
}

/** The counts and times of one delay: the whole, the functions, the teams, and by who asked. */
export const DelayTable = ({ lines, of }: { lines: readonly DelayLine[]; of: 'answer' | 'meeting' }) => {
  const { say } = useLanguage()
  const { count, hours, share } = useCells()
  const row = (line: DelayLine): TableRow => ({
    key: `${line.level} ${line.key}`,
    cells: {
      name: delayLabel(say, line),
      total: count(line.total),
      inTime: count(line.counts[0]),
      late: count(line.counts[1]),
      open: count(line.counts[2]),
      share: share(line.share),
      median: hours(line.median),
      p90: hours(line.p90),
    },
  })
  const at = (wanted: DelayLine['level']) => lines.filter(({ level }) => level === wanted).map(row)
  const isAnswer = of === 'answer'
  return (
    <Table
      caption={say(isAnswer ? 'ask.delays.answer' : 'ask.delays.meeting')}
      captionHidden
      columns={[
        { key: 'name', label: say('ask.delays.team') },
        { key: 'total', label: say(isAnswer ? 'ask.delays.total' : 'ask.delays.taken'), numeric: true },
        { key: 'inTime', label: say('ask.delays.inTime'), numeric: true },
        { key: 'late', label: say('ask.delays.late'), numeric: true },
        { key: 'open', label: say(isAnswer ? 'ask.delays.unanswered' : 'ask.delays.unmet'), numeric: true },
        { key: 'share', label: say('ask.delays.share'), numeric: true },
        { key: 'median', label: say('ask.delays.median'), numeric: true, whole: true },
        { key: 'p90', label: say('ask.delays.p90'), numeric: true, whole: true },
      ]}
      rows={[
        { key: 'all', title: say('ask.delays.all'), rows: [...at('all'), ...at('function')] },
        { key: 'team', title: say('ask.delays.team'), rows: at('team') },
        { key: 'from', title: say('ask.delays.from'), rows: at('from') },
      ]}
    />
  )
}
