import { useLanguage } from '#platform/languages/intl.tsx'
import { Page, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { isLimited } from '../../factors/policy.ts'
import { holderOf } from '../../factors/request.server.ts'
import { mayHavePaper } from '../../person-account/paper.server.ts'
import type { Route } from './+types/account'

// What somebody can set about their own account, in the order in which it is looked for.
const PARTS = [
  { key: 'security', path: '/account/security' },
  { key: 'sessions', path: '/account/sessions' },
  { key: 'password', path: '/account/password' },
  { key: 'address', path: '/account/address' },
  { key: 'paper', path: '/account/paper' },
  { key: 'notices', path: '/account/notices' },
  { key: 'data', path: '/account/data' },
  { key: 'close', path: '/account/close' },
] as const

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await holderOf(args)
  const may = (key: (typeof PARTS)[number]['key']) =>
    isLimited(standing) ? key === 'security' : key !== 'paper' || mayHavePaper({ standing })
  // Whoever has yet to set up a second factor can do nothing else.
  return { name: standing.name, email: standing.email, parts: PARTS.filter(({ key }) => may(key)) }
}

export default function Account({ loaderData: { name, email, parts } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('access.account.title')} purpose={email === null ? name : `${name}, ${email}`}>
      <title>{`${say('access.account.title')} · Maillage`}</title>
      <Stack>
        {parts.map(({ key, path }) => (
          <Section key={key} title={<TextLink to={to(path)}>{say(`access.part.${key}`)}</TextLink>}>
            <p>{say(`access.part.${key}.what`)}</p>
          </Section>
        ))}
      </Stack>
    </Page>
  )
}
