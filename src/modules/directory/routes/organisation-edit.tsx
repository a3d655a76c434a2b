import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { sendLinks } from '../links-sending.server.ts'
import { isUsed, removeOrganisation, type Uses, usesOf, writing } from '../organisations.commands.server.ts'
import { readOrganisation, readOrganisationPage } from '../organisations.queries.server.ts'
import { MembershipForms, RemoveOrganisation, RoleForms } from '../screen/organisation-edit-parts.tsx'
import { OrganisationForm } from '../screen/organisation-form.tsx'
import { organisationTyped, sendOrganisation } from '../sending.server.ts'
import { type FormState, type Typed, typedOf } from '../typed.ts'
import type { Route } from './+types/organisation-edit'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await writing(scope, actor, network)
    const row = await readOrganisation(scope, network, id)
    const { groups, roles } = await readOrganisationPage(scope, network, id)
    const state: FormState = { typed: await organisationTyped(scope, network, row), faults: {}, theirs: null, version: row.version }
    return { name: row.name, state, groups, roles }
  })

type Answer =
  | { intent: 'save'; state: FormState }
  | { intent: 'membership' | 'role'; state: FormState }
  | { intent: 'remove'; uses: Uses | null }

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const page = `/${lang}/directory/${network}/organisations/${id}`
  if (typed.intent === 'remove') return remove(args, typed, `/${lang}/directory`)
  if (typed.intent === 'save') {
    const sent = await inRequest(args, async (scope, actor) => {
      await writing(scope, actor, network)
      return sendOrganisation(scope, actor, network, id, typed)
    })
    return sent.answer === undefined
      ? redirect(`${page}?saved`)
      : data<Answer>({ intent: 'save', state: sent.answer }, { status: sent.status })
  }
  const faults = await inRequest(args, (scope, actor) => sendLinks(scope, actor, network, id, typed))
  const intent = typed.intent === 'role' ? 'role' : 'membership'
  return faults === null
    ? redirect(`${page}?saved`)
    : data<Answer>({ intent, state: { typed, faults, theirs: null, version: 0 } }, { status: 422 })
}

const remove = async (args: Route.ActionArgs, typed: Typed, after: string) => {
  const { network, id } = args.params
  const uses = await inRequest(args, async (scope, actor) => {
    await writing(scope, actor, network)
    const now = await usesOf(scope, network, id)
    if (isUsed(now) || typed.confirm !== 'yes') return now
    await removeOrganisation(scope, actor, network, id, Number(typed.version ?? '0'))
    return null
  })
  return uses === null ? redirect(after) : data<Answer>({ intent: 'remove', uses: isUsed(uses) ? uses : null }, { status: 422 })
}

const EMPTY: FormState = { typed: {}, faults: {}, theirs: null, version: 0 }

export default function EditOrganisation({ loaderData: { name, state, groups, roles }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/directory/${params.network}/organisations/${params.id}`)
  const stateOf = (intent: 'membership' | 'role') => (actionData?.intent === intent ? actionData.state : EMPTY)
  const title = say('organisation.edit.title', { name })
  return (
    <Page title={title} purpose={say('organisation.edit.purpose')} back={{ to: back, label: name }}>
      <title>{`${title} · Maillage`}</title>
      <OrganisationForm state={actionData?.intent === 'save' ? actionData.state : state} cancel={back} />
      <MembershipForms groups={groups} state={stateOf('membership')} />
      <RoleForms roles={roles} state={stateOf('role')} />
      <RemoveOrganisation
        name={name}
        version={state.version}
        refused={actionData?.intent === 'remove' ? { uses: actionData.uses } : null}
      />
    </Page>
  )
}
