import { useLocation } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Failure } from '#platform/request.server.ts'
import { LinkButton, Page } from '#platform/ui/index.ts'

const KNOWN = ['not_found', 'forbidden', 'signed_out', 'invalid', 'conflict', 'too_large', 'too_many', 'unavailable'] as const

/** What happened, what is safe, what to do. */
export const ProblemPage = ({ failure }: { failure: Failure }) => {
  const { say, to } = useLanguage()
  const { pathname } = useLocation()
  const code = KNOWN.find((known) => known === failure.code) ?? 'unexpected'
  const message = (part: 'title' | 'what'): MessageId => `problem.${code}.${part}`
  return (
    <Page title={say(message('title'), failure.detail)} purpose={say(message('what'), failure.detail)}>
      <title>{`${say(message('title'), failure.detail)} · Maillage`}</title>
      {code === 'signed_out' ? (
        <LinkButton to={to(`/sign-in?next=${encodeURIComponent(pathname)}`)} kind="primary">
          {say('nav.signIn')}
        </LinkButton>
      ) : (
        <LinkButton to={to('')}>{say('problem.home')}</LinkButton>
      )}
    </Page>
  )
}
