import { data, redirect } from 'react-router'
import { ROLES } from '#platform/actor.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { LOCALE_NAMES, LOCALES } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, ErrorSummary, Form, Notice, Page, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { invite } from '../../invitations/invitations.commands.server.ts'
import { attempt } from '../attempt.server.ts'
import { administeredNetwork, listOrganisations, today } from '../members.queries.server.ts'
import { refusalIn } from '../roles.commands.server.ts'
import { type Faults, readInvitation, type Typed, typedIn } from '../schema.ts'
import { TermFields, useFaults } from '../screen/term-fields.tsx'
import type { Route } from './+types/invite'

export const loader = async (args: Route.LoaderArgs) => {
  const { network } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => ({
    ...(await administeredNetwork(scope, actor, network)),
    organisations: await listOrganisations(scope, network),
    day: await today(scope),
  }))
}

type Answer = { typed: Typed; faults: Faults; refusal: 'open' | 'organisation' | null }

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  const form = await args.request.formData()
  const again = (more: Partial<Answer>, status: number) =>
    data<Answer>({ typed: typedIn(form), faults: {}, refusal: null, ...more }, { status })
  const read = await inRequest(args, async (scope) => readInvitation(form, await today(scope)))
  if ('faults' in read) return again({ faults: read.faults }, 422)
  const problem = await attempt(args, isOurs, (scope, actor) => invite(scope, actor, network, read.input))
  if (!(problem instanceof Problem)) return redirect(`/${lang}/admin/people/${network}?done=invited`)
  return problem.code === 'conflict' ? again({ refusal: 'open' }, 409) : again({ refusal: 'organisation' }, 422)
}
const isOurs = (problem: Problem) => problem.code === 'conflict' || refusalIn(problem) !== null

export default function Invite({ loaderData: { name, organisations, day }, actionData, params }: Route.ComponentProps) {
  const { say, to, locale, language } = useLanguage()
  const { typed, faults, refusal }: Answer = actionData ?? { typed: { from: day, locale }, faults: {}, refusal: null }
  const errors = useFaults(faults)
  const words = inWords(name, language)
  return (
    <Page
      title={say('members.invite.title')}
      purpose={say('members.invite.purpose', { network: words.text })}
      back={{ to: to(`/admin/people/${params.network}`), label: say('members.title') }}
    >
      <title>{`${say('members.invite.title')} · Maillage`}</title>
      {refusal !== null && <Notice kind="danger">{say(`members.refusal.${refusal}`)}</Notice>}
      <ErrorSummary title={say('form.wrong')} errors={errors} />
      <Form method="post">
        <Stack>
          <TextField
            name="email"
            type="email"
            autoComplete="off"
            label={say('members.field.email')}
            defaultValue={typed.email ?? ''}
            required
            {...(errors.email === undefined ? {} : { error: errors.email })}
          />
          <SelectField
            name="locale"
            label={say('members.field.language')}
            defaultValue={typed.locale ?? locale}
            options={LOCALES.map((each) => ({ value: each, label: LOCALE_NAMES[each] }))}
          />
          <CheckGroup
            name="roles"
            legend={say('members.column.roles')}
            options={ROLES.map((role) => ({ value: role, label: say(`role.${role}`), hint: say(`members.role.${role}`) }))}
            defaultValues={typed.roles?.split('|') ?? []}
            required
            {...(errors.roles === undefined ? {} : { error: errors.roles })}
          />
          <TermFields typed={typed} faults={faults} organisations={organisations} />
          <Button kind="primary">{say('members.invite.act')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
