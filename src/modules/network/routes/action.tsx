import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, LinkButton, Section } from '#platform/ui/index.ts'
import { forReader } from '../around.server.ts'
import { today } from '../network.queries.server.ts'
import { changesOf, isLate, readAction, readAim, readHistory } from '../plan.queries.server.ts'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { ACTION_LABELS, ActionStateTag } from '../screen/plan.tsx'
import { ACTION_STATES } from '../vocabulary.ts'
import type { Route } from './+types/action'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forReader(scope, actor, network, 'plan')
    const action = await readAction(scope, network, id)
    return {
      around,
      action: { ...action, late: isLate(action, today()) },
      aim: await readAim(scope, network, action.aim_id),
      changes: around.isMember ? changesOf(await readHistory(scope, network, 'action', action.id)) : [],
    }
  })

type Data = Route.ComponentProps['loaderData']

export default function ActionPage({ loaderData: { around, action, aim, changes }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const edit = (
    <LinkButton kind="primary" to={`${base}/plan/actions/${action.id}/edit`}>
      {say('form.edit')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={action.title}
      purpose={say('network.aim.title', { n: aim.position, title: aim.title })}
      back={{ to: `${base}/plan`, label: say('network.part.plan') }}
      {...(around.maySteer ? { actions: edit } : {})}
    >
      <DescriptionList
        items={[
          { term: say('network.action.state'), description: <ActionStateTag state={action.state} late={action.late} /> },
          { term: say('network.since'), description: shown.day(action.state_since) },
          ...(action.stopped_because === null ? [] : [{ term: say('network.action.because'), description: action.stopped_because }]),
          { term: say('network.action.responsible'), description: action.responsible },
          ...(action.organisation === null ? [] : [{ term: say('network.action.organisation'), description: action.organisation }]),
          { term: say('network.action.starts'), description: shown.day(action.starts_on) },
          { term: say('network.action.ends'), description: shown.day(action.ends_on) },
        ]}
      />
      {changes.length > 0 && <Changes changes={changes} />}
    </NetworkPage>
  )
}

/** What was changed, and what it said before. Who changed it is in the trail, for administrators. */
const Changes = ({ changes }: Pick<Data, 'changes'>) => {
  const { say, intl } = useLanguage()
  const shown = useShown()
  const shownValue = (value: string) => {
    const state = ACTION_STATES.find((each) => each === value)
    if (state !== undefined) return say(`network.actionState.${state}`)
    return value === '' ? say('form.conflict.empty') : /^\d{4}-\d\d-\d\d$/.test(value) ? shown.day(value) : value
  }
  return (
    <Section title={say('network.plan.history')}>
      <ol className="steps">
        {changes.map(({ at, changes: fields }) => (
          <li key={String(at)}>
            <span className="step-when">{intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })}</span>
            <ul>
              {fields.map(({ field, from, to }) => (
                <li key={field}>
                  {say('network.plan.change', {
                    field: say(ACTION_LABELS[field] ?? 'network.action.title'),
                    from: shownValue(from),
                    to: shownValue(to),
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  )
}
