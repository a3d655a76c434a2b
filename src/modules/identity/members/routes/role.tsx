import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, ErrorSummary, Form, Notice, Page, Section, Stack, TextField } from '#platform/ui/index.ts'
import { versionIn } from '#platform/version.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { attempt } from '../attempt.server.ts'
import { administeredNetwork, type Held, listOrganisations, readHeld, readMember, today } from '../members.queries.server.ts'
import { holdsOn } from '../policy.ts'
import { changeRole, endRole, type Refusal, refusalIn } from '../roles.commands.server.ts'
import { type Faults, readTerm, type Typed, typedIn } from '../schema.ts'
import { useRoleWords } from '../screen/member-table.tsx'
import { TermFields, useFaults } from '../screen/term-fields.tsx'
import type { Route } from './+types/role'

const typedOf = ({ from, to, organisationId }: Held): Typed => ({ from, to: to ?? '', organisation: organisationId ?? '' })

export const loader = async (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    const held = await readHeld(scope, network, id)
    const { name } = await readMember(scope, network, held.personId)
    const state = holdsOn(held, await today(scope))
    await recordRead(scope, network, 'identity.readPeople', `role/${id}`, { about: held.personId })
    return {
      name,
      role: { ...held, state },
      isOwn: held.personId === actor.personId,
      isFixed: held.provider !== null || state === 'over',
      organisations: await listOrganisations(scope, network),
    }
  })
}

type Answer = {
  typed: Typed
  version: number
  faults: Faults
  refusal: Refusal | 'own' | null
  /** As it stands now, when somebody else was faster. */
  theirs: Held | null
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  await inRequest(args, (scope, actor) => administeredNetwork(scope, actor, network))
  await requireFresh(args)
  const form = await args.request.formData()
  const [typed, version, intent] = [typedIn(form), versionIn(form.get('version')), String(form.get('intent') ?? '')]
  const again = (more: Partial<Answer>, status: number) =>
    data<Answer>({ typed, version, faults: {}, refusal: null, theirs: null, ...more }, { status })
  const read = await inRequest(args, async (scope) => readTerm(form, await today(scope)))
  if (intent !== 'end' && 'faults' in read) return again({ faults: read.faults }, 422)
  const reason = typed.reason?.trim() || null
  const outcome = await attempt(args, isOurs, async (scope, actor) => {
    const { personId } = await readHeld(scope, network, id)
    if (intent === 'end') await endRole(scope, actor, network, id, version, reason)
    else if ('input' in read) await changeRole(scope, actor, network, id, version, read.input)
    return intent === 'end' && personId === actor.personId
  })
  // Whoever ended a role of their own may not see this page any more.
  if (outcome === true) return redirect(`/${lang}/account`, { headers: { 'X-Remix-Reload-Document': 'true' } })
  if (outcome === false) return redirect(`/${lang}/admin/people/${network}?done=${intent === 'end' ? 'ended' : 'changed'}`)
  if (outcome.code === 'conflict') {
    const theirs = await inRequest(args, (scope) => readHeld(scope, network, id))
    return again({ theirs, version: theirs.version }, 409)
  }
  return outcome.code === 'forbidden' ? again({ refusal: 'own' }, 403) : again({ refusal: refusalIn(outcome) }, 422)
}
const isOurs = (problem: Problem) => problem.code === 'conflict' || problem.code === 'forbidden' || refusalIn(problem) !== null

export default function ChangeRole({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { name, role, isOwn, organisations } = loaderData
  const wordsOf = useRoleWords()
  const answer: Answer = actionData ?? { typed: typedOf(role), version: role.version, faults: {}, refusal: null, theirs: null }
  // The form that ends a role says nothing of its period.
  const typed = 'from' in answer.typed ? answer.typed : { ...answer.typed, ...typedOf(role) }
  const errors = useFaults(answer.faults)
  const title = say('members.change', { role: say(`role.${role.role}`) })
  return (
    <Page title={title} purpose={name} back={{ to: to(`/admin/people/${params.network}/persons/${role.personId}`), label: name }}>
      <title>{`${title} · Maillage`}</title>
      <p>{wordsOf(role)}</p>
      {answer.theirs !== null && (
        <Notice kind="danger" title={say('members.conflict.title')}>
          <p>{say('members.conflict.what', { now: wordsOf({ ...answer.theirs, state: 'now' }) })}</p>
        </Notice>
      )}
      {answer.refusal !== null && <Notice kind="danger">{say(`members.refusal.${answer.refusal}`)}</Notice>}
      {loaderData.isFixed ? (
        <Notice kind="info">{role.provider === null ? say('members.over') : say('members.byProvider', { provider: role.provider })}</Notice>
      ) : (
        <Stack gap="large">
          <Form method="post">
            <Stack>
              <ErrorSummary title={say('form.wrong')} errors={errors} />
              {isOwn && <Notice kind="info">{say('members.ownShorter')}</Notice>}
              <input type="hidden" name="version" value={answer.version} />
              <TermFields typed={typed} faults={answer.faults} organisations={organisations} isOwn={isOwn} />
              <Button kind="primary">{say('form.save')}</Button>
            </Stack>
          </Form>
          <Section title={say('members.end.title')}>
            <Form method="post">
              <Stack gap="small">
                <p>{say('members.end.what')}</p>
                <input type="hidden" name="version" value={answer.version} />
                <TextField
                  name="reason"
                  id="field-reason-end"
                  label={say('members.field.reason')}
                  hint={say('members.field.reason.hint')}
                  maxLength={500}
                />
                <Button kind="danger" name="intent" value="end">
                  {say('members.end.act')}
                </Button>
              </Stack>
            </Form>
          </Section>
        </Stack>
      )}
    </Page>
  )
}
