import { useLocation } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Failure } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Page } from '#platform/ui/index.ts'

const KNOWN = ['not_found', 'forbidden', 'signed_out', 'invalid', 'conflict', 'too_large', 'too_many', 'unavailable'] as const

/** A form that came too often, as it was typed, to be sent again; where part of it cannot be given back, the way to the form. */
const Again = ({ typed, address }: { typed: Failure['typed']; address: string }) => {
  const { say } = useLanguage()
  if (typed === undefined || !typed.isWhole) return <LinkButton to={address}>{say('problem.too_many.back')}</LinkButton>
  return (
    <Form method="post" action={address}>
      {typed.fields.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a form may have one name several times, and the list never changes
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <Button kind="primary" type="submit">
        {say('problem.too_many.again')}
      </Button>
    </Form>
  )
}

/** What happened, what is safe, what to do. */
export const ProblemPage = ({ failure }: { failure: Failure }) => {
  const { say, to } = useLanguage()
  const { pathname, search } = useLocation()
  const code = KNOWN.find((known) => known === failure.code) ?? 'unexpected'
  const message = (part: 'title' | 'what'): MessageId => `problem.${code}.${part}`
  const seconds = Number(failure.detail.seconds ?? 0)
  const purpose =
    code === 'too_many' && seconds > 0
      ? say(failure.typed?.isWhole ? 'problem.too_many.kept' : 'problem.too_many.wait', { seconds })
      : say(message('what'), failure.detail)
  return (
    <Page title={say(message('title'), failure.detail)} purpose={purpose}>
      <title>{`${say(message('title'), failure.detail)} · Maillage`}</title>
      {code === 'signed_out' ? (
        <LinkButton to={to(`/sign-in?next=${encodeURIComponent(pathname)}`)} kind="primary">
          {say('nav.signIn')}
        </LinkButton>
      ) : code === 'too_many' && seconds > 0 ? (
        <Again typed={failure.typed} address={`${pathname}${search}`} />
      ) : (
        <LinkButton to={to('')}>{say('problem.home')}</LinkButton>
      )}
    </Page>
  )
}
