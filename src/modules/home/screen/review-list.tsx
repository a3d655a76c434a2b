import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Row, Tag, TextLink } from '#platform/ui/index.ts'
import type { ToReview } from '../index.server.ts'

/**
 * What an administrator has to look at: a link and a number each. `all`: also what is none, so that nobody wonders; on home only what waits.
 */
export const ReviewList = ({ review: { networks, work, mails }, all = false }: { review: ToReview; all?: boolean }) => {
  const { say, to, language } = useLanguage()
  const every = [
    ...networks.flatMap(({ network, name, glass, emergencies }) => [
      {
        key: `glass ${network}`,
        n: glass,
        address: `/admin/glass/${network}`,
        label: say('review.glass'),
        of: inWords(name, language).text,
      },
      {
        key: `emergencies ${network}`,
        n: emergencies,
        address: `/care/${network}/emergencies`,
        label: say('review.emergencies'),
        of: inWords(name, language).text,
      },
    ]),
    { key: 'work', n: work, address: '/admin/jobs', label: say('review.work'), of: '' },
    { key: 'mails', n: mails, address: '/admin/mail?state=failed', label: say('review.mails'), of: '' },
  ]
  const lines = every.filter(({ n }) => all || n > 0)
  if (lines.length === 0) return <p>{say('review.nothing')}</p>
  return (
    <ul>
      {lines.map(({ key, n, address, label, of }) => (
        <li key={key}>
          <Row>
            <TextLink to={to(address)}>{networks.length > 1 && of !== '' ? `${label} (${of})` : label}</TextLink>
            <Tag tone={n > 0 ? 'attention' : 'plain'}>{say('review.count', { n })}</Tag>
          </Row>
        </li>
      ))}
    </ul>
  )
}
