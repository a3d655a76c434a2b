import { standingOfRequest } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { Idea, Ideas, LinkButton, Page, TextLink } from '#platform/ui/index.ts'
import type { Route } from './+types/lock'

export const loader = async (args: Route.LoaderArgs) => {
  const standing = await standingOfRequest(args)
  if (standing === null) throw failed(new Problem('signed_out'))
  return { has: standing.hasTotp || standing.passkeys > 0 }
}

/** What is missing before one's own health data open, and how to do it. */
export default function Lock({ loaderData: { has } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('space.lock.title')}
      purpose={say('space.lock.purpose')}
      actions={
        <LinkButton kind="primary" to={to(has ? '/account/confirm' : '/account/security')}>
          {say(has ? 'space.lock.confirm' : 'space.lock.act')}
        </LinkButton>
      }
    >
      <title>{`${say('space.lock.title')} · Maillage`}</title>
      <Ideas>
        <Idea picture="lock">{say('space.lock.why')}</Idea>
        <Idea picture="phone">{say('space.lock.how')}</Idea>
        <Idea picture="hand">{say('space.lock.help')}</Idea>
      </Ideas>
      <p>
        <TextLink to={to('/my')}>{say('space.title')}</TextLink>
      </p>
    </Page>
  )
}
