import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { type Faults, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { recordDeed } from '../alerts/alerts.commands.server.ts'
import { readAlert } from '../alerts/alerts.queries.server.ts'
import { momentOfNow, readDeed } from '../alerts/deed.ts'
import { worksIn } from '../measures.queries.server.ts'
import { AlertCard } from '../screen/alerts.tsx'
import { DeedForm, History } from '../screen/deed.tsx'
import { measuresPath } from '../vocabulary.ts'
import type { Route } from './+types/alert'
import { uuidIn } from './fill.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { network, person } = args.params
    const alert = await readAlert(scope, network, uuidIn(args.params.alert))
    if (alert.personId !== person || !(await worksIn(scope, network))) throw new Problem('not_found')
    await recordRead(scope, network, 'measures.readAlert', `alert/${alert.id}`, { about: person })
    return { alert, now: momentOfNow(new Date()) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { network, person, lang } = args.params
  const id = uuidIn(args.params.alert)
  const typed = typedOf(await args.request.formData())
  const read = readDeed(typed, new Date())
  if (!read.ok) return data({ typed, faults: read.faults }, { status: 422 })
  const version = /^\d{1,9}$/.test(typed.version ?? '') ? Number(typed.version) : -1
  const isKept = await inRequest(args, async (scope, actor) => {
    try {
      await recordDeed(scope, actor, network, id, version, read.input)
      return true
    } catch (error) {
      // A colleague was quicker: what was typed stays, beside what they wrote. Nothing had been written yet when this was found out.
      if (error instanceof Problem && (error.code === 'conflict' || error.code === 'invalid')) return false
      throw error
    }
  })
  if (!isKept) return data({ typed, faults: { how: { id: 'measures.team.record.wrong.meanwhile' } } satisfies Faults }, { status: 409 })
  return redirect(`/${lang}${measuresPath(network, person)}/alert/${id}?saved`)
}

export default function Alert({ loaderData: { alert, now }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const title = say('measures.team.alert.title', { name: alert.name })
  return (
    <Page
      title={title}
      purpose={say('measures.team.alert.purpose', { name: alert.name })}
      back={{ to: to(measuresPath(params.network, params.person)), label: say('measures.team.of', { name: alert.name }) }}
    >
      <title>{`${title} · Maillage`}</title>
      <Stack gap="large">
        {saved !== null && <Notice kind="saved">{say('measures.team.saved')}</Notice>}
        {alert.state === 'done' && actionData !== undefined && (
          <Notice kind="attention" title={say('measures.team.record.wrong.meanwhile')}>
            <p>{actionData.typed.note}</p>
          </Notice>
        )}
        {alert.state !== 'done' && <AlertCard network={params.network} alert={alert} isOpen />}
        {alert.state !== 'done' && (
          <Section title={say('measures.team.record')}>
            <DeedForm version={alert.version} now={now} {...(actionData ?? { typed: {}, faults: {} })} />
          </Section>
        )}
        <Section title={say('measures.team.alert.history')}>
          <History steps={alert.steps} />
        </Section>
      </Stack>
    </Page>
  )
}
