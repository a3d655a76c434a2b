import type { CurrentFigure } from '#modules/account/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Section, Table, TextLink } from '#platform/ui/index.ts'

/** The figures of the account as they stand; each leads to what it counts. */
export const FiguresOfYear = ({ figures, year, account }: { figures: readonly CurrentFigure[]; year: number; account: string }) => {
  const { say, to } = useLanguage()
  return (
    <Section
      title={say('network.preparation.figures', { year: String(year) })}
      aside={<TextLink to={account}>{say('network.preparation.account')}</TextLink>}
    >
      <Table
        caption={say('network.preparation.figures', { year: String(year) })}
        captionHidden
        columns={[
          { key: 'label', label: say('network.figure') },
          { key: 'period', label: say('network.figure.period'), under: true },
          { key: 'shown', label: say('network.figure.value'), numeric: true },
        ]}
        rows={figures.map(({ indicator, label, shown, unit, period, address }) => ({
          key: indicator,
          ...(address === null ? {} : { href: to(address) }),
          cells: { label, period, shown: shown === null ? say('network.figure.none') : `${shown} ${unit}` },
        }))}
      />
    </Section>
  )
}
