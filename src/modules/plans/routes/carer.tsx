import { isShutFor } from '#modules/identity/index.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Idea, Ideas, LinkButton, Page, Section, TextLink } from '#platform/ui/index.ts'
import { toldToMe } from '../circle/told.server.ts'
import { withUrgent } from '../screen/phones.tsx'
import { sharedWithMe } from '../space/space.queries.server.ts'
import '../screen/plans.css'
import type { Route } from './+types/carer'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => ({
    isSignedIn: actor.personId !== '',
    ...(actor.personId === '' ? { isShut: false, shared: [] } : await sharedUnlessShut(args, scope)),
    told: actor.personId === '' ? [] : await toldToMe(scope),
    today: today(),
  }))

// What is everybody's stays open; whom somebody is close to does not.
const sharedUnlessShut = async (args: Route.LoaderArgs, scope: Scope) => {
  const isShut = await isShutFor(args, scope)
  return { isShut, shared: isShut ? [] : await sharedWithMe(scope) }
}

const RIGHTS = [
  ['heard', 'speech'],
  ['information', 'info'],
  ['secret', 'lock'],
  ['rest', 'heart'],
] as const
const SUPPORT = [
  ['talk', 'people'],
  ['leave', 'calendar'],
  ['emergency', 'phone'],
] as const

/** The space of somebody close: what was shared with them, and what is theirs whatever is shared. */
export default function Carer({ loaderData: { shared, told, isSignedIn, today, isShut } }: Route.ComponentProps) {
  const { say, to, intl, language } = useLanguage()
  const day = (on: string | Date) => intl.formatDate(typeof on === 'string' ? `${on}T12:00:00Z` : on, { dateStyle: 'long' })
  return (
    <Page title={say('carer.title')} purpose={say('carer.purpose')}>
      <title>{`${say('carer.title')} · Maillage`}</title>
      <Section title={say('carer.shared')}>
        {isShut ? (
          <p>
            <LinkButton kind="primary" to={to(`/my/lock?next=${encodeURIComponent(to('/circle'))}`)}>
              {say('carer.shut')}
            </LinkButton>
          </p>
        ) : shared.length === 0 ? (
          <p>{say(isSignedIn ? 'carer.shared.none' : 'carer.shared.signIn')}</p>
        ) : (
          <ul>
            {shared.map(({ consent, network, name, person, givenName, familyName, until }) => (
              <li key={consent}>
                <TextLink to={to(`/circle/${network}/${person}`)}>{`${givenName} ${familyName}`}</TextLink> ({inWords(name, language).text}){' '}
                {say(until === today ? 'carer.shared.last' : 'carer.shared.until', { day: day(until) })}
              </li>
            ))}
          </ul>
        )}
        <p>
          <LinkButton to={to('/circle/join')}>{say('carer.join')}</LinkButton>
        </p>
      </Section>
      {isSignedIn && (
        <Section title={say('carer.told')}>
          {told.length === 0 ? (
            <p>{say('carer.told.none')}</p>
          ) : (
            <ul className="plan-list">
              {told.map(({ id, at, team, phone, topics }) => (
                <li key={id}>
                  <p className="plan-for">{[day(at), team, phone ?? ''].filter((each) => each !== '').join(' · ')}</p>
                  <ul>
                    {topics.map((topic) => (
                      <li key={topic}>{say(`carer.told.${topic}`)}</li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Section title={say('carer.rights')}>
        <Ideas>
          {RIGHTS.map(([key, picture]) => (
            <Idea key={key} picture={picture}>
              {say(`carer.rights.${key}`)}
            </Idea>
          ))}
        </Ideas>
      </Section>
      <Section title={say('carer.support')}>
        <Ideas>
          {SUPPORT.map(([key, picture]) => (
            <Idea key={key} picture={picture} each={withUrgent}>
              {say(`carer.support.${key}`)}
            </Idea>
          ))}
        </Ideas>
        <p>
          <TextLink to={to('/directory')}>{say('carer.directory')}</TextLink>
        </p>
      </Section>
    </Page>
  )
}
