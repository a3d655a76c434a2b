import { data, redirect } from 'react-router'
import { z } from 'zod'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { found, Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Button, Form, Notice, Page, Section, Stack, TextField } from '#platform/ui/index.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { offerReset } from '../../factors/reset.commands.server.ts'
import { shownProviders } from '../../openid/shown.server.ts'
import { endSessionsOf } from '../../sessions/others.commands.server.ts'
import { SessionCard } from '../../sessions/screen/session-card.tsx'
import { type ShownSession, sessionsOfMember } from '../../sessions/sessions.queries.server.ts'
import { attempt } from '../attempt.server.ts'
import { administeredNetwork, readMember, today } from '../members.queries.server.ts'
import { canHelp, holdsOn } from '../policy.ts'
import '../../sessions/screen/sessions.css'
import type { Route } from './+types/access'

const DONE = ['one', 'all', 'reset'] as const
const Reason = z.string().trim().max(500)

export const loader = async (args: Route.LoaderArgs) => {
  const { lang, network, id } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    const { roles, name, email, hasFactor } = await readMember(scope, network, id)
    const day = await today(scope)
    // Whoever holds no role any more is nobody's business here.
    found(roles.find((role) => holdsOn(role, day) === 'now'))
    const isMay = canHelp(actor, network, id)
    const providers = shownProviders(lang)
    const sessions = isMay ? await sessionsOfMember(scope, network, id) : []
    await recordRead(scope, network, 'identity.readSessionsOf', `person/${id}`, { about: id })
    const done = new URL(args.request.url).searchParams.get('done')
    return {
      name,
      isMay,
      sessions: sessions.map((session) => ({
        ...session,
        provider: providers.find((each) => each.id === session.provider)?.name ?? session.provider,
      })),
      mayReset: isMay && hasFactor && email !== null,
      hasFactor,
      done: DONE.find((known) => known === done) ?? null,
    }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  const form = await args.request.formData()
  const [intent, session, person] = [form.get('intent'), z.uuid().safeParse(form.get('id')), z.uuid().safeParse(id)]
  const typed = Reason.safeParse(form.get('reason') ?? '')
  if (!person.success || !typed.success || (intent !== 'all' && intent !== 'reset' && !session.success))
    throw failed(new Problem('not_found'))
  const reason = typed.data === '' ? null : typed.data
  const one = intent === 'all' ? null : (session.data ?? null)
  const problem = await attempt(
    args,
    // The session was over already, or there was nothing to help with: the page shows how it stands now.
    ({ code }) => code === 'conflict' || (code === 'not_found' && intent !== 'reset'),
    async (scope, actor) => {
      if (intent === 'reset') await offerReset(scope, actor, network, id, reason)
      else await endSessionsOf(scope, actor, network, id, one, reason)
    },
  )
  if (problem instanceof Problem) return data({ isLate: true }, { status: problem.code === 'conflict' ? 409 : 404 })
  return redirect(`/${lang}/admin/people/${network}/persons/${id}/access?done=${intent === 'all' || intent === 'reset' ? intent : 'one'}`)
}

export default function Access({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { name, isMay, sessions, done } = loaderData
  return (
    <Page
      title={say('members.access.title', { name })}
      purpose={say('members.access.purpose')}
      back={{ to: to(`/admin/people/${params.network}/persons/${params.id}`), label: name }}
    >
      <title>{`${say('members.access.title', { name })} · Maillage`}</title>
      <Stack gap="large">
        {done !== null && actionData === undefined && <Notice kind="saved">{say(`members.access.done.${done}`)}</Notice>}
        {actionData?.isLate && <Notice kind="attention">{say('members.access.late')}</Notice>}
        {isMay ? (
          <>
            <Sessions sessions={sessions} />
            <Lost mayReset={loaderData.mayReset} hasFactor={loaderData.hasFactor} />
          </>
        ) : (
          <Notice kind="info">{say('members.access.own')}</Notice>
        )}
      </Stack>
    </Page>
  )
}

const Sessions = ({ sessions }: { sessions: readonly ShownSession[] }) => {
  const { say } = useLanguage()
  return (
    <Section title={say('members.access.sessions')}>
      {sessions.length === 0 ? (
        <p>{say('members.access.none')}</p>
      ) : (
        <Stack>
          <p>{say('members.access.sessions.what')}</p>
          <ul className="session-list">
            {sessions.map((session) => (
              <SessionCard key={session.id} session={session} />
            ))}
          </ul>
          <Form method="post" reloadDocument>
            <Stack>
              <Reasoned />
              <Button kind="danger" name="intent" value="all">
                {say('members.access.endAll')}
              </Button>
            </Stack>
          </Form>
        </Stack>
      )}
    </Section>
  )
}

const Lost = ({ mayReset, hasFactor }: { mayReset: boolean; hasFactor: boolean }) => {
  const { say } = useLanguage()
  if (!mayReset)
    return (
      <Section title={say('members.access.lost')}>
        <p>{say(hasFactor ? 'members.access.noAddress' : 'members.access.noFactor')}</p>
      </Section>
    )
  return (
    <Section title={say('members.access.lost')}>
      <Stack>
        <p>{say('members.access.lost.what')}</p>
        <Notice kind="attention">{say('members.access.lost.sure')}</Notice>
        <Form method="post" reloadDocument>
          <Stack>
            <Reasoned />
            <Button name="intent" value="reset">
              {say('members.access.lost.act')}
            </Button>
          </Stack>
        </Form>
      </Stack>
    </Section>
  )
}

const Reasoned = () => {
  const { say } = useLanguage()
  return <TextField name="reason" label={say('members.field.reason')} hint={say('members.field.reason.hint')} maxLength={500} />
}
