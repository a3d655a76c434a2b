import { useLanguage } from '#platform/languages/intl.tsx'
import { Section, Table } from '#platform/ui/index.ts'
import type { InVain } from '../vain.queries.server.ts'

/** How often somebody tried an account that nobody has, by day. */
export const InVainTable = ({ days }: { days: readonly InVain[] }) => {
  const { say, intl } = useLanguage()
  if (days.length === 0) return null
  return (
    <Section title={say('audit.vain.title')}>
      <p>{say('audit.vain.what')}</p>
      <Table
        caption={say('audit.vain.title')}
        captionHidden
        columns={[
          { key: 'day', label: say('audit.vain.day') },
          { key: 'attempts', label: say('audit.vain.attempts'), numeric: true },
        ]}
        rows={days.map(({ day, attempts }) => ({
          key: day,
          cells: { day: intl.formatDate(`${day}T12:00:00Z`, { dateStyle: 'full' }), attempts: intl.formatNumber(attempts) },
        }))}
      />
    </Section>
  )
}
