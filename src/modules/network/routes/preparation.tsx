import { currentFigures } from '#modules/account/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, Section, SelectField, TextLink } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { listCommittees } from '../committees.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { readPreparation } from '../preparation.queries.server.ts'
import { EmptyChairs } from '../screen/committees.tsx'
import { DecisionTable } from '../screen/decisions.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { ActionTable } from '../screen/plan.tsx'
import { FiguresOfYear } from '../screen/preparation.tsx'
import { TrainingTable } from '../screen/training.tsx'
import type { Route } from './+types/preparation'
import { languageIn } from './sending.server.ts'

const FIGURES = [
  'steering.meetings',
  'steering.decisions',
  'steering.decisions.done',
  'steering.actions.done',
  'steering.beds.out',
  'steering.fte.freed',
  'steering.seats',
  'steering.seats.filled',
]

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forMember(scope, actor, network)
    const on = today()
    const committees = await listCommittees(scope, network, on)
    const asked = new URL(args.request.url).searchParams.get('committee')
    const committee = committees.find(({ id }) => id === asked) ?? null
    const year = Number(on.slice(0, 4))
    return {
      around,
      on,
      year,
      committee: committee === null ? null : { id: committee.id, name: committee.name, code: committee.care_function },
      choices: committees.map(({ id, name }) => ({ value: id, label: name })),
      ...(await readPreparation(scope, network, committee?.id ?? null, on)),
      figures: await currentFigures(scope, network, FIGURES, { year, language: languageIn(args.params) }),
    }
  })

type Data = Route.ComponentProps['loaderData']

export default function PreparationPage({ loaderData, params }: Route.ComponentProps) {
  const { around, committee, committees, decisions, settled, actions, courses, days, on, figures, year } = loaderData
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const code = committee?.code ?? null
  const table = { base, today: on, withCommittee: committee === null }
  return (
    <NetworkPage
      around={around}
      part="preparation"
      title={committee === null ? say('network.part.preparation') : say('network.preparation.of', { committee: committee.name })}
      purpose={say('network.preparation.purpose', { day: shown.day(on) })}
      wide
    >
      <Choice {...loaderData} />
      <Meetings {...loaderData} base={base} />
      <EmptyChairs seats={committees.flatMap(({ seats }) => seats)} />
      <Section title={say('network.preparation.decisions')}>
        {decisions.length === 0 ? (
          <p>{say('network.preparation.decisions.none')}</p>
        ) : (
          <DecisionTable {...table} decisions={decisions} caption={say('network.preparation.decisions')} />
        )}
      </Section>
      {settled.length > 0 && (
        <Section title={say('network.preparation.settled')}>
          <DecisionTable {...table} decisions={settled} caption={say('network.preparation.settled')} />
        </Section>
      )}
      <Section title={say('network.preparation.actions', { n: days })}>
        {actions.length === 0 ? (
          <p>{say('network.preparation.actions.none')}</p>
        ) : (
          <ActionTable actions={actions} base={base} caption={say('network.preparation.actions', { n: days })} />
        )}
      </Section>
      {courses.length > 0 && (
        <Section title={say('network.training.coming')}>
          <TrainingTable courses={courses} base={base} caption={say('network.training.coming')} />
        </Section>
      )}
      <FiguresOfYear figures={figures} year={year} account={to(`/accounts/${params.network}/${year}`)} />
      {around.maySteer && (
        <p>
          <TextLink to={to(`/overview/${params.network}${code === null ? '' : `/functions/${code}`}`)}>
            {say(code === null ? 'network.preparation.counts' : 'network.plan.works')}
          </TextLink>
        </p>
      )}
    </NetworkPage>
  )
}

const Choice = ({ choices, committee }: Data) => {
  const { say } = useLanguage()
  if (choices.length === 0) return null
  return (
    <form method="get" className="day-form no-print">
      <SelectField
        name="committee"
        label={say('network.committee.name')}
        options={choices}
        empty={say('network.preparation.all')}
        defaultValue={committee?.id ?? ''}
      />
      <Button kind="quiet">{say('network.preparation.act')}</Button>
      <p className="field-hint">{say('network.preparation.print')}</p>
    </form>
  )
}

const Meetings = ({ coming, unnoted, base }: Data & { base: string }) => {
  const { say } = useLanguage()
  const shown = useShown()
  if (coming.length + unnoted.length === 0) return null
  return (
    <Section title={say('network.preparation.meetings')}>
      <ul>
        {unnoted.map(({ id, committee, held_on }) => (
          <li key={id}>
            <TextLink to={`${base}/meetings/${id}`}>{say('network.preparation.unnoted', { committee, day: shown.day(held_on) })}</TextLink>
          </li>
        ))}
        {coming.map(({ id, committee, held_on }) => (
          <li key={id}>
            <TextLink to={`${base}/meetings/${id}`}>{say('network.meeting.title', { committee, day: shown.day(held_on) })}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
