import { redirect } from 'react-router'
import { z } from 'zod'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { Button, Form, Lines, Notice, Page, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { inAccount } from '../../factors/request.server.ts'
import { shownProviders } from '../../openid/shown.server.ts'
import { SessionCard } from '../screen/session-card.tsx'
import { endOthers, endSession } from '../sessions.commands.server.ts'
import { sessionsOf } from '../sessions.queries.server.ts'
import '../screen/sessions.css'
import type { Route } from './+types/sessions'

const DONE = ['one', 'others'] as const
const Id = z.uuid()

export const loader = (args: Route.LoaderArgs) =>
  inAccount(args, async (scope, { sessionHash }) => {
    const providers = shownProviders(args.params.lang)
    const said = new URL(args.request.url).searchParams.get('ended')
    return {
      sessions: (await sessionsOf(scope, sessionHash)).map((session) => ({
        ...session,
        provider: providers.find(({ id }) => id === session.provider)?.name ?? session.provider,
      })),
      ended: DONE.find((known) => known === said) ?? null,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  if (form.get('intent') === 'others') await inAccount(args, endOthers)
  else {
    const id = Id.safeParse(form.get('id'))
    if (!id.success) throw failed(new Problem('not_found'))
    await inAccount(args, (scope, holder) => endSession(scope, holder, id.data))
  }
  return redirect(`/${args.params.lang}/account/sessions?ended=${form.get('intent') === 'others' ? 'others' : 'one'}`)
}

export default function Sessions({ loaderData: { sessions, ended } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const own = sessions.filter(({ isOwn }) => isOwn)
  const others = sessions.filter(({ isOwn }) => !isOwn)
  return (
    <Page title={say('sessions.title')} purpose={say('sessions.purpose')} back={{ to: to('/account'), label: say('sessions.back') }}>
      <title>{`${say('sessions.title')} · Maillage`}</title>
      {ended !== null && <Notice kind="saved">{say(`sessions.ended.${ended}`)}</Notice>}
      <Section title={say('sessions.here')}>
        <ul className="session-list">
          {own.map((session) => (
            <SessionCard key={session.id} session={session} />
          ))}
        </ul>
      </Section>
      <Section title={say('sessions.elsewhere')}>
        {others.length === 0 ? (
          <p>{say('sessions.none')}</p>
        ) : (
          <Stack>
            <p>
              <Lines>{say('sessions.unknown')}</Lines>
            </p>
            <ul className="session-list">
              {others.map((session) => (
                <SessionCard key={session.id} session={session} />
              ))}
            </ul>
            <Form method="post" reloadDocument>
              <Button kind="danger" name="intent" value="others">
                {say('sessions.endOthers')}
              </Button>
            </Form>
          </Stack>
        )}
      </Section>
      <p>
        <TextLink to={to('/account/security')}>{say('factors.security.title')}</TextLink>
      </p>
    </Page>
  )
}
