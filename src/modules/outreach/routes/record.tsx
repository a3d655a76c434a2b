import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Fold, Form, Notice, Page, Row, Section, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { NOTHING, sent } from '../acting.server.ts'
import { listTurns, openMyUnit } from '../calendar.queries.server.ts'
import { dayIn } from '../days.ts'
import { listEncounters, noteEncounter, takeBackEncounter } from '../encounters.server.ts'
import { readEncounter } from '../forms.server.ts'
import { EncounterForm } from '../screen/encounter-form.tsx'
import { useDay } from '../screen/turns.tsx'
import { BACK_DAYS, teamPath } from '../vocabulary.ts'
import type { Route } from './+types/record'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await openMyUnit(scope, actor, network, id)
    const search = new URL(args.request.url).searchParams
    const [round, stop, day] = [search.get('round'), search.get('stop'), search.get('day') ?? dayIn(0)]
    const turns = await listTurns(scope, network, dayIn(-BACK_DAYS), dayIn(0), id)
    // Without a stop, the last one at which the team was.
    const turn = found(
      round === null ? turns.at(-1) : turns.find((each) => each.roundId === round && each.stopId === stop && each.day === day),
    )
    const met = (await listEncounters(scope, network, turn.roundId, turn.day)).filter(({ stopId }) => stopId === turn.stopId)
    return { turn, met, newId: randomUUID(), nothing: NOTHING }
  })

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const typed = typedOf(form)
  const came = await inRequest(args, async (scope, actor) => {
    await openMyUnit(scope, actor, network, id)
    if (typed.intent === 'takeBack') {
      await takeBackEncounter(scope, network, id, found(UUID.test(typed.id ?? '') ? typed.id : undefined))
      return { done: 'takenBack' }
    }
    return sent(typed, readEncounter(typed, form.getAll('topics').map(String)), 'noted', (input) =>
      noteEncounter(scope, network, id, input),
    )
  })
  if ('state' in came) return data(came.state, { status: 422 })
  const query = new URLSearchParams({ round: typed.round ?? '', stop: typed.stop ?? '', day: typed.day ?? '', saved: came.done })
  return redirect(`/${lang}${teamPath(network, id)}/record?${query}`)
}

/** Somebody was met at a stop: what they said of themselves, in three taps, without a name. */
export default function Record({ loaderData: { turn, met, newId, nothing }, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const day = useDay()
  const saved = useSaved()
  const state = actionData ?? nothing
  const where = { round: turn.roundId, stop: turn.stopId, day: turn.day }
  return (
    <Page
      title={turn.stop}
      purpose={say('outreach.team.record.purpose', { day: day(turn.day) })}
      back={{ to: to(teamPath(network, id)), label: say('outreach.team.title') }}
    >
      <title>{`${say('outreach.team.record')} · Maillage`}</title>
      {saved !== null && (
        <Notice kind="saved">
          {say(saved === 'takenBack' ? 'outreach.team.saved.takenBack' : 'outreach.team.saved.noted', { n: met.length })}
        </Notice>
      )}
      <Wrong faults={state.faults} labelOf={() => say('outreach.team.record')} />
      <Stack gap="large">
        <EncounterForm key={newId} id={newId} where={where} />
        <Section title={say('outreach.team.follow')}>
          <p>{say('outreach.team.follow.what')}</p>
          <Row>
            <TextLink to={to(`/care/${network}/teams/${id}/call`)}>{say('outreach.team.follow.act')}</TextLink>
            <TextLink to={to(`/guide/${network}`)}>{say('outreach.guide')}</TextLink>
          </Row>
        </Section>
        {met.length > 0 && (
          <Fold title={say('outreach.team.met', { n: met.length })}>
            <ul className="stop-list">
              {met.map((each) => (
                <li key={each.id}>
                  <Form method="post">
                    {Object.entries({ ...where, id: each.id }).map(([name, value]) => (
                      <input key={name} type="hidden" name={name} value={value} />
                    ))}
                    <Row>
                      <span>
                        {[
                          say(`outreach.team.age.${each.ageBand}`),
                          say(`outreach.team.gender.${each.gender}`),
                          say(`outreach.team.to.${each.orientation}`),
                        ].join(' · ')}
                      </span>
                      <Button kind="quiet" name="intent" value="takeBack">
                        {say('outreach.team.takeBack')}
                      </Button>
                    </Row>
                  </Form>
                </li>
              ))}
            </ul>
          </Fold>
        )}
      </Stack>
    </Page>
  )
}
