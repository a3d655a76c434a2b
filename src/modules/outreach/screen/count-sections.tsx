import { useLanguage } from '#platform/languages/intl.tsx'
import { Section } from '#platform/ui/index.ts'
import type { Count, Dimension } from '../encounters.server.ts'
import { AGE_BANDS, FIRSTS, GENDERS, ORIENTATIONS, TOPICS } from '../vocabulary.ts'
import { Bars } from './bars.tsx'

const useNames = () => {
  const { say, intl, language } = useLanguage()
  const languages = new Intl.DisplayNames([language], { type: 'language' })
  return (dimension: Dimension, { key, name }: Count): string => {
    switch (dimension) {
      case 'month':
        return intl.formatDate(`${key}-15T12:00:00Z`, { month: 'long', year: 'numeric' })
      case 'stop':
      case 'round':
        return name ?? say('outreach.team.closed')
      case 'orientation':
        return say(`outreach.team.to.${ORIENTATIONS.find((each) => each === key) ?? 'elsewhere'}`)
      case 'topic':
        return say(`outreach.team.topic.${TOPICS.find((each) => each === key) ?? 'wellbeing'}`)
      case 'age':
        return say(`outreach.team.age.${AGE_BANDS.find((each) => each === key) ?? 'unknown'}`)
      case 'gender':
        return say(`outreach.team.gender.${GENDERS.find((each) => each === key) ?? 'unknown'}`)
      case 'first':
        return say(`outreach.team.first.${FIRSTS.find((each) => each === key) ?? 'unknown'}`)
      case 'language':
        return key === 'unknown' ? say('outreach.team.unknown') : (languages.of(key) ?? key)
    }
  }
}

/** What was counted, along each dimension that has something. */
export const CountSections = ({ counts, dimensions }: { counts: readonly Count[]; dimensions: readonly Dimension[] }) => {
  const { say } = useLanguage()
  const nameOf = useNames()
  return dimensions.map((dimension) => {
    const rows = counts.filter((count) => count.dimension === dimension)
    return rows.length === 0 ? null : (
      <Section key={dimension} title={say(`outreach.team.by.${dimension}`)}>
        <Bars rows={rows.map((row) => ({ key: row.key, label: nameOf(dimension, row), n: row.n }))} />
      </Section>
    )
  })
}
