import type { Count } from '#modules/account/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Section, Table } from '#platform/ui/index.ts'

/** Counts that another module keeps and protects itself: coercive measures by kind, early intervention, referrals. */
export type CountList = { key: string; title: string; what: string; rows: readonly { key: string; label: string; count: Count }[] }

/** Lists of counts from modules that have their own registers, one below the other; nothing where there is none. */
export const More = ({ lists }: { lists: readonly CountList[] }) => {
  const { say, intl } = useLanguage()
  return lists.map(({ key, title, what, rows }) => (
    <Section key={key} id={key} title={title}>
      <p>{what}</p>
      <Table
        caption={title}
        captionHidden
        columns={[
          { key: 'label', label: title },
          { key: 'count', label: say('overview.column.count'), numeric: true },
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: { label: row.label, count: row.count === null ? say('overview.hidden') : intl.formatNumber(row.count) },
        }))}
      />
    </Section>
  ))
}
