import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { allow, Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Notice, Page, Row } from '#platform/ui/index.ts'
import { readPersonForm } from '../forms.server.ts'
import { uuidIn } from '../ids.server.ts'
import { changePerson } from '../people/people.commands.server.ts'
import { type PersonRecord, readPerson } from '../people/people.queries.server.ts'
import { PersonFields } from '../screen/person-fields.tsx'
import type { Route } from './+types/edit'

const typedFrom = ({ given, family, birthDate, place, territoryId, language, needsInterpreter, reach }: PersonRecord) => ({
  given,
  family,
  birth_date: birthDate ?? '',
  territory: territoryId === null ? '' : `${place} (${territoryId})`,
  language: language ?? '',
  interpreter: needsInterpreter ? 'true' : '',
  ...reach,
})

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const person = await readPerson(scope, args.params.network, uuidIn(args.params.id))
    allow(person.isInHand, 'care.changePerson')
    return { typed: typedFrom(person), version: person.version }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const id = uuidIn(args.params.id)
  const typed = typedOf(await args.request.formData())
  const answer = await inRequest(args, async (scope) => {
    await readPerson(scope, network, id)
    const read = await readPersonForm(scope, network, typed)
    if (!read.ok) return { faults: read.faults, isOvertaken: false, status: 422 }
    try {
      await changePerson(scope, network, id, versionIn(typed), read.input.person, read.input.reach)
      return null
    } catch (error) {
      if (error instanceof Problem && error.code === 'conflict') return { faults: {}, isOvertaken: true, status: 409 }
      throw error
    }
  })
  if (answer === null) return redirect(`/${lang}/care/${network}/people/${id}?done=saved`)
  const { status, ...rest } = answer
  return data({ typed, ...rest }, { status })
}

export default function Edit({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: loaderData.typed, faults: {}, isOvertaken: false }
  return (
    <Page title={say('care.edit.title')} back={{ to: to(`/care/${network}/people/${id}`), label: say('care.request.file') }}>
      <title>{`${say('care.edit.title')} · Maillage`}</title>
      {state.isOvertaken && (
        <Notice kind="danger" title={say('form.conflict.title')}>
          <p>{say('form.conflict.what')}</p>
        </Notice>
      )}
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(each) => say(`care.field.${each}` as MessageId)} />
        <input type="hidden" name="version" value={loaderData.version} />
        <PersonFields {...state} />
        <Row>
          <Button kind="primary">{say('form.save')}</Button>
          <LinkButton kind="quiet" to={to(`/care/${network}/people/${id}`)}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Form>
    </Page>
  )
}
