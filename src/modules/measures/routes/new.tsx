import { redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { startAnswering } from '../measures.commands.server.ts'
import { readPerson, teamInCharge } from '../measures.queries.server.ts'
import { Begin } from '../screen/begin.tsx'
import { startView } from '../views.server.ts'
import { instrumentIn, LANGUAGES, measuresPath } from '../vocabulary.ts'
import type { Route } from './+types/new'
import { uuidIn } from './fill.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { network } = args.params
    const person = uuidIn(args.params.person)
    await teamInCharge(scope, network, person)
    await recordRead(scope, network, 'measures.read', `person/${person}`, { about: person })
    return { head: await readPerson(scope, network, person), ...(await startView(scope, network, person)) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { network, lang } = args.params
  const personId = uuidIn(args.params.person)
  const form = await args.request.formData()
  const instrument = instrumentIn(form.get('instrument'))
  const language = LANGUAGES.find((each) => each === form.get('language'))
  if (instrument === undefined || language === undefined) throw failed(new Problem('not_found'))
  const id = await inRequest(args, async (scope, actor) =>
    startAnswering(scope, actor, network, { personId, instrument, language, service: await teamInCharge(scope, network, personId) }),
  )
  return redirect(`/${lang}${measuresPath(network, personId)}/answer/${id}/start`)
}

export default function New({ loaderData: { head, offered, drafts }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(measuresPath(params.network, params.person))
  return (
    <Page
      title={say('measures.team.new')}
      purpose={say('measures.team.new.purpose', { name: head.name })}
      back={{ to: base, label: say('measures.team.of', { name: head.name }) }}
    >
      <title>{`${say('measures.team.new')} · Maillage`}</title>
      <Begin
        offered={offered}
        drafts={drafts}
        hrefOf={({ id, personId }) => `${to(measuresPath(params.network, personId))}/answer/${id}/start`}
      />
    </Page>
  )
}
