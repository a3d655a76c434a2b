import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList } from '#platform/ui/index.ts'
import { type PartialDay, spokenUntreated, untreated } from '../early/duration.ts'
import { FIRST_DAYS } from '../vocabulary.ts'
import { useDays } from './days.ts'

type Props = { days: { signs: PartialDay | null; asked: PartialDay | null; treated: PartialDay | null } }

/** The first days as far as they are known, and the time without help between them: what is not known is said to be so. */
export const FirstDaysView = ({ days }: Props) => {
  const { say } = useLanguage()
  const { partial } = useDays()
  const between = untreated(days.signs, days.treated)
  const inWords = () => {
    if (between === null) return say('firstDays.unknown')
    const spoken = spokenUntreated(between)
    if (spoken.unit === 'days') return say('firstDays.untreated.days', { n: spoken.n })
    return spoken.from === 0
      ? say('firstDays.untreated.month', { to: spoken.to })
      : say('firstDays.untreated.months', { from: spoken.from, to: spoken.to })
  }
  return (
    <DescriptionList
      items={[
        ...FIRST_DAYS.map((name) => {
          const known = days[name]
          return { key: name, term: say(`firstDays.${name}`), description: known === null ? say('firstDays.unknown') : partial(known) }
        }),
        { key: 'untreated', term: say('firstDays.untreated'), description: inWords() },
      ]}
    />
  )
}
