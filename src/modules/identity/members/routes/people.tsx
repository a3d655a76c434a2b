import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { LinkButton, Notice, Page, Section, Stack } from '#platform/ui/index.ts'
import { versionIn } from '#platform/version.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { revokeInvitation, sendAgain } from '../../invitations/invitations.commands.server.ts'
import { attempt } from '../attempt.server.ts'
import { administeredNetwork, listInvitations, listMembers, today } from '../members.queries.server.ts'
import { holdsOn } from '../policy.ts'
import { InvitationList } from '../screen/invitation-list.tsx'
import { MemberTable } from '../screen/member-table.tsx'
import type { Route } from './+types/people'

const DONE = ['invited', 'sent', 'revoked', 'changed', 'ended'] as const

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { name } = await administeredNetwork(scope, actor, network)
    const day = await today(scope)
    const members = (await listMembers(scope, network)).map(({ roles, ...member }) => ({
      ...member,
      roles: roles.map((role) => ({ ...role, state: holdsOn(role, day) })),
    }))
    const invitations = await listInvitations(scope, network)
    const done = new URL(args.request.url).searchParams.get('done')
    await recordRead(scope, network, 'identity.readPeople', 'people')
    const isActive = (member: (typeof members)[number]) => member.roles.some(({ state }) => state !== 'over')
    return {
      name,
      present: members.filter(isActive),
      past: members.filter((member) => !isActive(member)),
      invitations,
      self: actor.personId,
      done: DONE.find((known) => known === done) ?? null,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const [id, intent] = [String(form.get('id') ?? ''), String(form.get('intent') ?? '')]
  if (intent !== 'again' && intent !== 'revoke') throw data({ code: 'invalid', detail: {} }, { status: 422 })
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  const outcome = await attempt(
    args,
    ({ code }) => code === 'conflict' || code === 'not_found',
    (scope, actor) =>
      intent === 'again'
        ? sendAgain(scope, actor, network, id, versionIn(form.get('version')))
        : revokeInvitation(scope, actor, network, id),
  )
  // Somebody was faster: the list below shows how it stands now.
  return outcome instanceof Problem
    ? data({ isLate: true }, { status: 409 })
    : redirect(`/${lang}/admin/people/${network}?done=${intent === 'again' ? 'sent' : 'revoked'}`)
}

export default function People({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const { name, present, past, invitations, done, self } = loaderData
  const words = inWords(name, language)
  const base = to(`/admin/people/${params.network}`)
  return (
    <Page
      title={say('members.title')}
      purpose={<span lang={words.lang}>{words.text}</span>}
      back={{ to: to('/admin'), label: say('members.admin.title') }}
      actions={
        <LinkButton to={`${base}/invite`} kind="primary" reload>
          {say('members.invite.title')}
        </LinkButton>
      }
      wide
    >
      <title>{`${say('members.title')} · Maillage`}</title>
      <Stack>
        {done !== null && actionData === undefined && <Notice kind="saved">{say(`members.done.${done}`)}</Notice>}
        {actionData?.isLate && <Notice kind="attention">{say('members.late')}</Notice>}
        <Section title={say('members.present', { n: present.length })}>
          <MemberTable members={present} base={base} self={self} caption={say('members.present', { n: present.length })} />
        </Section>
        {invitations.length > 0 && (
          <Section title={say('members.invited', { n: invitations.length })}>
            <InvitationList invitations={invitations} />
          </Section>
        )}
        {past.length > 0 && (
          <Section title={say('members.past', { n: past.length })}>
            <MemberTable members={past} base={base} self={self} caption={say('members.past', { n: past.length })} />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
