import { redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import {
  Button,
  Empty,
  Fold,
  Form,
  FunctionBadge,
  type FunctionCode,
  Notice,
  Page,
  Stack,
  TextField,
  TextLink,
  useSaved,
} from '#platform/ui/index.ts'
import { inputOf, NOTHING, type Told, telling } from '../acting.server.ts'
import { setSituations } from '../decisions.commands.server.ts'
import { readSettingsForm } from '../forms.server.ts'
import { mayReadLessons, maySet } from '../policy.ts'
import { listRaised, readSettings, type Settings } from '../situations.queries.server.ts'
import { situationsPath } from '../vocabulary.ts'
import type { Route } from './+types/lessons'
import '../screen/situations.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayReadLessons(actor, network)) throw new Problem('not_found')
    return {
      lessons: await listRaised(scope, network),
      settings: await readSettings(scope, network),
      mayChange: maySet(actor, network),
      nothing: NOTHING,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  return telling(typed, async () => {
    await inRequest(args, async (scope, actor) => {
      if (!mayReadLessons(actor, network)) throw new Problem(actor.personId === '' ? 'signed_out' : 'not_found')
      await setSituations(scope, actor, network, { ...inputOf(readSettingsForm(typed)), version: versionIn(typed) })
    })
    return redirect(`/${lang}${situationsPath(network)}/lessons?saved`)
  })
}

const SET = {
  days_after: 'situations.team.set.days',
  agreed_days: 'situations.team.set.agreed',
  least_teams: 'situations.team.set.teams',
} as const

/** What teams learned from meetings, month by month: nobody is in it. For coordinators, and for the committees that they prepare. */
export default function Lessons({
  loaderData: { lessons, settings, mayChange, nothing },
  actionData,
  params: { network },
}: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const state = actionData ?? nothing
  const month = (iso: string) => intl.formatDate(`${iso}T12:00:00Z`, { year: 'numeric', month: 'long' })
  return (
    <Page
      title={say('situations.team.lessons')}
      purpose={say('situations.team.lessons.purpose')}
      back={{ to: to(situationsPath(network)), label: say('situations.team.title') }}
    >
      <title>{`${say('situations.team.lessons')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('situations.team.saved.other')}</Notice>}
      {state.conflict && <Notice kind="danger">{say('situations.team.conflict')}</Notice>}
      <Wrong faults={state.faults} labelOf={(name) => say(SET[name as keyof typeof SET])} />
      <Stack gap="large">
        <Notice kind="info">{say('situations.team.lessons.councils')}</Notice>
        {lessons.length === 0 && <Empty title={say('situations.team.lessons.none')} what={say('situations.team.lessons.none.what')} />}
        <ul className="situation-list">
          {lessons.map(({ id, month: of, careFunction, text }) => (
            <li key={id}>
              <p>
                <strong>{month(of)}</strong>{' '}
                {careFunction !== null && (
                  <FunctionBadge code={careFunction as FunctionCode} label={say(`function.${careFunction as FunctionCode}`)} />
                )}
              </p>
              <p className="situation-text">{text}</p>
            </li>
          ))}
        </ul>
        <p>
          <TextLink to={to(`/network/${network}/committees`)}>{say('situations.team.committees')}</TextLink>
        </p>
        {mayChange && <SettingsForm settings={settings} state={state} />}
      </Stack>
    </Page>
  )
}

const SettingsForm = ({ settings, state }: { settings: Settings; state: Told }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Fold title={say('situations.team.set')} open={Object.keys(state.faults).length > 0}>
      <Form method="post">
        <input type="hidden" name="version" value={settings.version} />
        <Stack>
          <TextField
            {...field('days_after', 'situations.team.set.days', 'situations.team.set.days.hint')}
            type="number"
            size="short"
            min={0}
            max={366}
            defaultValue={state.typed.days_after ?? settings.daysAfter}
          />
          <TextField
            {...field('agreed_days', 'situations.team.set.agreed', 'situations.team.set.agreed.hint')}
            type="number"
            size="short"
            min={1}
            max={366}
            defaultValue={state.typed.agreed_days ?? settings.agreedDays}
          />
          <TextField
            {...field('least_teams', 'situations.team.set.teams', 'situations.team.set.teams.hint')}
            type="number"
            size="short"
            min={2}
            max={100}
            defaultValue={state.typed.least_teams ?? settings.leastTeams}
          />
          <Button>{say('situations.team.set.act')}</Button>
        </Stack>
      </Form>
    </Fold>
  )
}
