import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList, Picture, Section, Stack, Table } from '#platform/ui/index.ts'
import { type Due, heldIn, perThousand, type RegisterMonth } from '../coercion/months.ts'

type Props = { months: readonly RegisterMonth[]; due: Due; drawing: { wide: string; narrow: string } | null; year: number }

/** A year of the register at a glance: month by month beside the days that people stayed, and what came of what is due to each. */
export const RegisterMonths = ({ months, due, drawing, year }: Props) => {
  const { say } = useLanguage()
  const total = months.reduce((sum, month) => sum + heldIn(month), 0)
  const days = months.reduce((sum, month) => sum + month.days, 0)
  const rate = useRate()
  return (
    <>
      <Section title={say('stays.months.title')} id="months">
        <Stack gap="small">
          <p>
            {days === 0
              ? say('stays.months.sum.noDays', { n: total })
              : say('stays.months.sum', { n: total, days, rate: rate(total, days) })}
          </p>
          {drawing === null ? (
            <MonthTable months={months} />
          ) : (
            <Picture
              svgWide={drawing.wide}
              svgNarrow={drawing.narrow}
              caption={say('stays.months.picture', { year: String(year) })}
              table={<MonthTable months={months} />}
            />
          )}
        </Stack>
      </Section>
      {due.ended > 0 && (
        <Section title={say('stays.due.title')} id="due">
          <Stack gap="small">
            <p>{say('stays.due.what')}</p>
            <DescriptionList
              items={(['reviewed', 'offered', 'held', 'words'] as const).map((key) => ({
                key,
                term: say(`stays.due.${key}`),
                description: say('stays.due.of', { n: due[key], all: due.ended }),
              }))}
            />
          </Stack>
        </Section>
      )}
    </>
  )
}

const useRate = () => {
  const { say, intl } = useLanguage()
  return (measures: number, days: number) => {
    const rate = perThousand(measures, days)
    return rate === null ? say('stays.months.noRate') : intl.formatNumber(rate, { maximumFractionDigits: 1 })
  }
}

const MonthTable = ({ months }: Pick<Props, 'months'>) => {
  const { say, intl } = useLanguage()
  const rate = useRate()
  const nOf = ({ kinds }: RegisterMonth, ...of: (keyof RegisterMonth['kinds'])[]) => of.reduce((sum, kind) => sum + (kinds[kind] ?? 0), 0)
  return (
    <Table
      caption={say('stays.months.title')}
      captionHidden
      columns={[
        { key: 'month', label: say('stays.months.month') },
        { key: 'seclusion', label: say('stays.kind.seclusion'), numeric: true },
        { key: 'restraint', label: say('stays.months.restraint'), numeric: true },
        { key: 'admission', label: say('stays.kind.admission'), numeric: true },
        { key: 'people', label: say('stays.months.people'), numeric: true },
        { key: 'days', label: say('stays.months.days'), numeric: true },
        { key: 'rate', label: say('stays.months.rate'), numeric: true },
      ]}
      rows={months.map((month) => ({
        key: month.month,
        cells: {
          month: intl.formatDate(`${month.month}-15T12:00:00Z`, { month: 'long' }),
          seclusion: intl.formatNumber(nOf(month, 'seclusion')),
          restraint: intl.formatNumber(nOf(month, 'mechanical', 'physical', 'chemical')),
          admission: intl.formatNumber(nOf(month, 'admission')),
          people: intl.formatNumber(month.people),
          days: intl.formatNumber(month.days),
          rate: rate(heldIn(month), month.days),
        },
      }))}
    />
  )
}
