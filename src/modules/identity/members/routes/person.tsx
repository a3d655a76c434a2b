import { data, redirect } from 'react-router'
import { ROLES } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, ErrorSummary, Form, Lines, Notice, Page, Section, SelectField, Stack, TextLink } from '#platform/ui/index.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { attempt } from '../attempt.server.ts'
import { administeredNetwork, listOrganisations, readMember, today } from '../members.queries.server.ts'
import { canGrant, holdsOn } from '../policy.ts'
import { grantRole, type Refusal, refusalIn } from '../roles.commands.server.ts'
import { type Faults, readGrant, type Typed, typedIn } from '../schema.ts'
import { useRoleWords } from '../screen/member-table.tsx'
import { type Organisation, TermFields, useFaults } from '../screen/term-fields.tsx'
import type { Route } from './+types/person'

const DONE = ['granted', 'changed', 'ended'] as const

export const loader = async (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    const day = await today(scope)
    const { roles, ...member } = await readMember(scope, network, id)
    const done = new URL(args.request.url).searchParams.get('done')
    await recordRead(scope, network, 'identity.readPeople', `person/${id}`, { about: id })
    return {
      member,
      roles: roles.map((role) => ({ ...role, state: holdsOn(role, day) })),
      organisations: await listOrganisations(scope, network),
      mayGrant: canGrant(actor, network, id),
      day,
      done: DONE.find((known) => known === done) ?? null,
    }
  })
}

type Answer = { typed: Typed; faults: Faults; refusal: Refusal | null }

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  const form = await args.request.formData()
  const answer = await inRequest(args, async (scope) => readGrant(form, await today(scope)))
  if ('faults' in answer) return data<Answer>({ typed: typedIn(form), faults: answer.faults, refusal: null }, { status: 422 })
  const problem = await attempt(
    args,
    (each) => refusalIn(each) !== null,
    (scope, actor) => grantRole(scope, actor, network, id, answer.input),
  )
  return problem instanceof Problem
    ? data<Answer>({ typed: typedIn(form), faults: {}, refusal: refusalIn(problem) }, { status: 422 })
    : redirect(`/${lang}/admin/people/${network}/persons/${id}?done=granted`)
}

export default function Person({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { member, roles, mayGrant, done } = loaderData
  const wordsOf = useRoleWords()
  const base = to(`/admin/people/${params.network}`)
  return (
    <Page
      title={member.name}
      {...(member.email === null ? {} : { purpose: member.email })}
      back={{ to: base, label: say('members.title') }}
    >
      <title>{`${member.name} · Maillage`}</title>
      <Stack gap="large">
        {done !== null && actionData === undefined && <Notice kind="saved">{say(`members.done.${done}`)}</Notice>}
        <Section title={say('members.column.roles')}>
          <ul>
            {roles.map((role) => (
              <li key={role.id}>
                <Lines>{wordsOf(role)}</Lines>{' '}
                {role.provider !== null
                  ? say('members.byProvider', { provider: role.provider })
                  : role.state !== 'over' && (
                      <TextLink to={`${base}/roles/${role.id}`} reload>
                        {say('members.change', { role: say(`role.${role.role}`) })}
                      </TextLink>
                    )}
              </li>
            ))}
          </ul>
          <p>{say(member.hasFactor ? 'members.factor.has' : 'members.factor.lacks')}</p>
          {mayGrant && roles.some(({ state }) => state === 'now') && (
            <TextLink to={`${base}/persons/${member.personId}/access`} reload>
              {say('members.access.link')}
            </TextLink>
          )}
        </Section>
        {mayGrant ? (
          <Grant
            answer={actionData ?? { typed: { from: loaderData.day }, faults: {}, refusal: null }}
            organisations={loaderData.organisations}
          />
        ) : (
          <Notice kind="info">{say('members.notYourself')}</Notice>
        )}
      </Stack>
    </Page>
  )
}

const Grant = ({ answer: { typed, faults, refusal }, organisations }: { answer: Answer; organisations: readonly Organisation[] }) => {
  const { say } = useLanguage()
  const errors = useFaults(faults)
  return (
    <Section title={say('members.grant.title')}>
      <Form method="post">
        <Stack>
          <ErrorSummary title={say('form.wrong')} errors={refusal === null ? errors : { role: say(`members.refusal.${refusal}`) }} />
          <SelectField
            name="role"
            label={say('members.field.role')}
            empty={say('members.field.role.choose')}
            defaultValue={typed.role ?? ''}
            options={ROLES.map((role) => ({ value: role, label: say(`role.${role}`) }))}
            required
            {...(errors.role === undefined ? {} : { error: errors.role })}
          />
          <TermFields typed={typed} faults={faults} organisations={organisations} />
          <Button kind="primary">{say('members.grant.act')}</Button>
        </Stack>
      </Form>
    </Section>
  )
}
