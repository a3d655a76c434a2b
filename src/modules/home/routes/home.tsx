import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Door, Doors, FunctionBadge, Page, Row, Section } from '#platform/ui/index.ts'
import type { Route } from './+types/home'

const FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const

export const loader = ({ context }: Route.LoaderArgs) => {
  const { actor } = context.get(serverContext)
  return { name: actor.name, isSignedIn: actor.personId !== '' }
}

export default function Home({ loaderData: { name, isSignedIn } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const doors = [
    { key: 'directory', address: '/directory', picture: 'search' },
    { key: 'accounts', address: '/accounts', picture: 'number' },
    ...(isSignedIn ? [{ key: 'journal', address: '/journal', picture: 'pen' } as const] : []),
  ] as const
  return (
    <Page title={isSignedIn ? say('home.hello', { name }) : say('home.title')} purpose={say('home.purpose')}>
      <title>{`${say('home.title')} · Maillage`}</title>
      <Doors>
        {doors.map(({ key, address, picture }) => (
          <Door key={key} picture={picture} title={say(`home.${key}.title`)} to={to(address)} act={say(`home.act.${key}`)}>
            {say(`home.${key}.what`)}
          </Door>
        ))}
      </Doors>
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
