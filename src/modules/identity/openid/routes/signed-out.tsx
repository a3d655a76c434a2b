import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { ExternalLink, LinkButton, Page } from '#platform/ui/index.ts'
import { cookieIn } from '../../cookies.server.ts'
import { openLeave } from '../leave.server.ts'
import type { Route } from './+types/signed-out'

export const loader = ({ context, request }: Route.LoaderArgs) => {
  const { isSecure } = context.get(serverContext)
  return { leave: openLeave(cookieIn(request.headers.get('cookie'), 'leave', isSecure)) }
}

/** Signed out here; at the provider by a link, because somebody else may still use that session. */
export default function SignedOut({ loaderData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('factors.signedOut.title')} purpose={say('factors.signedOut.purpose')}>
      <title>{`${say('factors.signedOut.title')} · Maillage`}</title>
      {loaderData.leave !== null && (
        <p>
          {say('factors.signedOut.there', { provider: loaderData.leave.name })}{' '}
          <ExternalLink href={loaderData.leave.address}>{say('factors.signedOut.act', { provider: loaderData.leave.name })}</ExternalLink>
        </p>
      )}
      <LinkButton to={to('')} reload>
        {say('problem.home')}
      </LinkButton>
    </Page>
  )
}
