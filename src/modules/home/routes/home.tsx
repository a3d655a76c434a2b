import { listMyTeams, type MyTeam } from '#modules/care/index.ts'
import { canStateAvailability } from '#modules/guide/index.ts'
import { canMakeCards } from '#modules/identity/index.ts'
import { listSteered } from '#modules/network/index.ts'
import { listOutreachNetworks } from '#modules/outreach/index.ts'
import { canSeeCounts } from '#modules/overview/index.ts'
import { doorsOf, dutyNetworks } from '#modules/plans/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Door, Doors, FunctionBadge, Lines, LinkButton, Page, Pictogram, Row, Section, TextLink } from '#platform/ui/index.ts'
import { readWaiting, type Waiting } from '../queries.server.ts'
import { readToReview } from '../review.server.ts'
import { MyTeams } from '../screen/my-teams.tsx'
import { ReviewList } from '../screen/review-list.tsx'
import type { Route } from './+types/home'

// What is known only to the month or the year is not given a day.
const SHOWN = {
  day: { dateStyle: 'long' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const

const FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const

// Where somebody waits too long stands first, then where somebody waits.
const byUrgency = (one: MyTeam, other: MyTeam) => other.late - one.late || other.waiting - one.waiting

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => ({
    name: actor.name,
    isSignedIn: actor.personId !== '',
    steers: (await listSteered(scope, actor)).length > 0,
    worksHere: Object.keys(actor.roles).length > 0,
    goesOut: (await listOutreachNetworks(scope)).map(({ network }) => network),
    ...(actor.personId === '' ? { hasSpace: false, isCarer: false } : await doorsOf(scope)),
    teams: Object.keys(actor.roles).length > 0 ? (await listMyTeams(scope)).sort(byUrgency) : [],
    duty: Object.keys(actor.roles).length > 0 ? await dutyNetworks(scope) : [],
    review: await readToReview(scope, actor),
    makesCards: Object.keys(actor.roles).some((network) => canMakeCards(actor, network)),
    waiting: (actor.personId === '' ? [] : await readWaiting(scope, actor)).map((network) => ({
      ...network,
      statesPlaces: canStateAvailability(actor, network.network),
      seesCounts: canSeeCounts(actor, network.network),
    })),
  }))

export default function Home({
  loaderData: { name, isSignedIn, steers, goesOut, worksHere, hasSpace, isCarer, makesCards, waiting, teams, duty, review },
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const doors = [
    ...(hasSpace ? [{ key: 'my', address: '/my', picture: 'heart' } as const] : []),
    ...(isCarer ? [{ key: 'circle', address: '/circle', picture: 'people' } as const] : []),
    ...(worksHere ? [] : [{ key: 'ask', address: '/ask', picture: 'phone' } as const]),
    ...(goesOut.length > 0 && !worksHere
      ? [{ key: 'outreach', address: goesOut.length === 1 ? `/outreach/${goesOut[0]}` : '/outreach', picture: 'map' } as const]
      : []),
    ...(isSignedIn && !worksHere ? [{ key: 'mine', address: '/ask/mine', picture: 'path' } as const] : []),
    { key: 'directory', address: '/directory', picture: 'search' },
    { key: 'accounts', address: '/accounts', picture: 'number' },
    ...(steers ? [{ key: 'network', address: '/network', picture: 'team' } as const] : []),
    ...(worksHere ? [{ key: 'journal', address: '/journal', picture: 'pen' } as const] : []),
    ...(makesCards ? [{ key: 'cards', address: '/cards', picture: 'hand' } as const] : []),
  ] as const
  return (
    <Page title={isSignedIn ? say('home.hello', { name }) : say('home.title')} purpose={say('home.purpose')} wide>
      <title>{`${say('home.title')} · Maillage`}</title>
      {teams.length > 0 && <MyTeams teams={teams} duty={duty} />}
      {review !== null && (
        <Section title={say('review.title')}>
          <ReviewList review={review} />
        </Section>
      )}
      <NeedHelp />
      <Doors>
        {doors.map(({ key, address, picture }) => (
          <Door key={key} picture={picture} title={say(`home.${key}.title`)} to={to(address)} act={say(`home.act.${key}`)}>
            {say(`home.${key}.what`)}
          </Door>
        ))}
      </Doors>
      {waiting.length > 0 && (
        <Section title={say('home.waiting')}>
          {waiting.map((network) => (
            <NetworkNews key={network.network} {...network} />
          ))}
        </Section>
      )}
      <Section title={say('home.functions')}>
        <Row>
          {FUNCTIONS.map((code) => (
            <FunctionBadge key={code} code={code} label={say(`function.${code}`)} />
          ))}
        </Row>
      </Section>
    </Page>
  )
}

/** Before everything else, for whoever came because they need somebody. */
const NeedHelp = () => {
  const { say, to } = useLanguage()
  return (
    <section className="need-help" aria-labelledby="need-help">
      <Pictogram name="hand" size="large" />
      <div>
        <h2 id="need-help">{say('home.need.title')}</h2>
        <p>
          <Lines>{say('home.need.what')}</Lines>
        </p>
        <p className="need-help-acts">
          <LinkButton kind="primary" to={to('/guide')}>
            {say('home.need.act')}
          </LinkButton>
          <a className="link need-help-danger" href="tel:112">
            {say('home.need.danger')}
          </a>
        </p>
      </div>
    </section>
  )
}

/** One network of the reader: what in its last account wants a look, and what happened last. */
const NetworkNews = ({
  network,
  name,
  edition,
  recent,
  statesPlaces,
  seesCounts,
}: Waiting & { statesPlaces: boolean; seesCounts: boolean }) => {
  const { say, to, language, intl } = useLanguage()
  const { text, lang } = inWords(name, language)
  return (
    <>
      <h3 lang={lang}>{text}</h3>
      <ul>
        {seesCounts && (
          <li>
            <TextLink to={to(`/overview/${network}`)}>{say('home.counts')}</TextLink>
          </li>
        )}
        {edition !== null && (
          <li>
            <TextLink to={to(`/accounts/${network}/${edition.year}?edition=${edition.edition}#relations`)}>
              {say('home.contradictions', { n: edition.contradictions, year: String(edition.year), edition: edition.edition })}
            </TextLink>
          </li>
        )}
        {statesPlaces && (
          <li>
            <TextLink to={to(`/guide/${network}/availability`)}>{say('home.places')}</TextLink>
          </li>
        )}
        {recent.map(({ id, title, on, precision }) => (
          <li key={id}>
            {`${intl.formatDate(`${on}T12:00:00Z`, SHOWN[precision])} – `}
            <TextLink to={to(`/journal/${network}/${id}`)}>{inWords(title, language).text}</TextLink>
          </li>
        ))}
      </ul>
    </>
  )
}
