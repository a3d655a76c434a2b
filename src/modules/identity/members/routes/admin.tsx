import { readToReview } from '#modules/home/index.server.ts'
import { ReviewList } from '#modules/home/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Page, Section, TextLink } from '#platform/ui/index.ts'
import { listAdministered } from '../members.queries.server.ts'
import type { Route } from './+types/admin'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const networks = await listAdministered(scope, actor)
    if (networks.length === 0) throw new Problem('not_found')
    return { networks, review: await readToReview(scope, actor) }
  })

const OF_NETWORK = [
  { key: 'people', path: (network: string) => `/admin/people/${network}` },
  { key: 'trail', path: (network: string) => `/admin/audit/${network}` },
  { key: 'signIns', path: (network: string) => `/admin/audit/${network}/sign-ins` },
  { key: 'locked', path: (network: string) => `/admin/locked/${network}` },
  { key: 'cards', path: (network: string) => `/cards/${network}` },
  { key: 'teams', path: (network: string) => `/care/${network}` },
  { key: 'glass', path: (network: string) => `/admin/glass/${network}` },
  { key: 'duty', path: (network: string) => `/admin/duty/${network}` },
  { key: 'counts', path: (network: string) => `/overview/${network}/settings` },
  { key: 'paths', path: (network: string) => `/paths/${network}/settings` },
  { key: 'questions', path: (network: string) => `/questions/${network}` },
  { key: 'measures', path: (network: string) => `/measures/${network}` },
] as const
const OF_ALL = [
  { key: 'factors', path: '/account/security/required' },
  { key: 'jobs', path: '/admin/jobs' },
  { key: 'mail', path: '/admin/mail' },
  { key: 'backups', path: '/admin/backups' },
] as const

/** Everything that somebody who administers a network looks after, by network, and what belongs to all of them. */
export default function Administration({ loaderData: { networks, review } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('members.admin.title')} purpose={say('members.admin.purpose')}>
      <title>{`${say('members.admin.title')} · Maillage`}</title>
      {review !== null && (
        <Section title={say('review.title')}>
          <ReviewList review={review} all />
        </Section>
      )}
      {networks.map(({ id, name }) => {
        const words = inWords(name, language)
        return (
          <Section key={id} title={<span lang={words.lang}>{words.text}</span>}>
            <ul>
              {OF_NETWORK.map(({ key, path }) => (
                <li key={key}>
                  <TextLink to={to(path(id))}>{say(key === 'people' ? 'members.title' : `members.admin.${key}`)}</TextLink>
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
      <Section title={say('members.admin.all')}>
        <ul>
          {OF_ALL.map(({ key, path }) => (
            <li key={key}>
              <TextLink to={to(path)}>{say(`members.admin.${key}`)}</TextLink>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
