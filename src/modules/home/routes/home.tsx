import { canMakeCards } from '#modules/identity/index.ts'
import { hasSpace } from '#modules/plans/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Door, Doors, FunctionBadge, Page, Row, Section, TextLink } from '#platform/ui/index.ts'
import { readWaiting, type Waiting } from '../queries.server.ts'
import type { Route } from './+types/home'

// What is known only to the month or the year is not given a day.
const SHOWN = {
  day: { dateStyle: 'long' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const

const FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => ({
    name: actor.name,
    isSignedIn: actor.personId !== '',
    makesCards: Object.keys(actor.roles).some((network) => canMakeCards(actor, network)),
    hasSpace: actor.personId !== '' && (await hasSpace(scope)),
    waiting: actor.personId === '' ? [] : await readWaiting(scope, actor),
  }))

export default function Home({ loaderData: { name, isSignedIn, makesCards, hasSpace: hasOwn, waiting } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const doors = [
    ...(hasOwn ? [{ key: 'my', address: '/my', picture: 'heart' } as const] : []),
    { key: 'directory', address: '/directory', picture: 'search' },
    { key: 'accounts', address: '/accounts', picture: 'number' },
    ...(isSignedIn ? [{ key: 'journal', address: '/journal', picture: 'pen' } as const] : []),
    ...(makesCards ? [{ key: 'cards', address: '/cards', picture: 'hand' } as const] : []),
  ] as const
  return (
    <Page title={isSignedIn ? say('home.hello', { name }) : say('home.title')} purpose={say('home.purpose')} wide>
      <title>{`${say('home.title')} · Maillage`}</title>
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

/** One network of the reader: what in its last account wants a look, and what happened last. */
const NetworkNews = ({ network, name, edition, recent }: Waiting) => {
  const { say, to, language, intl } = useLanguage()
  const { text, lang } = inWords(name, language)
  return (
    <>
      <h3 lang={lang}>{text}</h3>
      <ul>
        {edition !== null && (
          <li>
            <TextLink to={to(`/accounts/${network}/${edition.year}?edition=${edition.edition}#relations`)}>
              {say('home.contradictions', { n: edition.contradictions, year: String(edition.year), edition: edition.edition })}
            </TextLink>
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
