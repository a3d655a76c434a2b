import { useLanguage } from '#platform/languages/intl.tsx'
import { Row, Tag, TextLink } from '#platform/ui/index.ts'
import type { ToReview } from '../index.server.ts'

/** What an administrator has to look at: a link and a number each; what is none is said, so that nobody wonders. */
export const ReviewList = ({ review: { networks, work, mails } }: { review: ToReview }) => {
  const { say, to } = useLanguage()
  const lines = [
    ...networks.flatMap(({ network, glass, emergencies }) => [
      { key: `glass ${network}`, n: glass, address: `/admin/glass/${network}`, label: say('review.glass'), of: network },
      {
        key: `emergencies ${network}`,
        n: emergencies,
        address: `/care/${network}/emergencies`,
        label: say('review.emergencies'),
        of: network,
      },
    ]),
    { key: 'work', n: work, address: '/admin/jobs', label: say('review.work'), of: '' },
    { key: 'mails', n: mails, address: '/admin/mail?state=failed', label: say('review.mails'), of: '' },
  ]
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
