import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Fold, Form, LinkButton, Notice, Page, Section, Stack, TextArea, useSaved } from '#platform/ui/index.ts'
import { NOTHING, sent } from '../acting.server.ts'
import { listTurns, openMyUnit, readNote, type Turn } from '../calendar.queries.server.ts'
import { dayIn, monthsFrom } from '../days.ts'
import { countOwn } from '../encounters.server.ts'
import { readNoteForm } from '../forms.server.ts'
import { writeNote } from '../rounds.commands.server.ts'
import { CountSections } from '../screen/count-sections.tsx'
import { TurnList, useDay } from '../screen/turns.tsx'
import { BACK_DAYS, outreachPath, teamPath } from '../vocabulary.ts'
import type { Route } from './+types/team'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const unit = await openMyUnit(scope, actor, network, id)
    const [today, since] = [dayIn(0), dayIn(-BACK_DAYS)]
    const turns = (await listTurns(scope, network, since, dayIn(7), id)).filter(({ state }) => state !== 'cancelled')
    const days = new Map(
      turns.filter(({ day }) => day <= today).map(({ roundId, round, day }) => [`${roundId} ${day}`, { roundId, round, day }]),
    )
    const notes: { roundId: string; round: string; day: string; note: string; version: number }[] = []
    for (const each of days.values()) notes.push({ ...each, ...(await readNote(scope, network, each.roundId, each.day)) })
    return {
      unit,
      today: turns.filter(({ day }) => day === today),
      before: turns.filter(({ day }) => day < today).reverse(),
      after: turns.filter(({ day }) => day > today),
      notes: notes.sort((one, other) => other.day.localeCompare(one.day)),
      counts: await countOwn(scope, network, id, `${monthsFrom(today.slice(0, 7), -2)}-01`, today),
      nothing: NOTHING,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const came = await inRequest(args, async (scope, actor) => {
    await openMyUnit(scope, actor, network, id)
    return sent(typed, readNoteForm(typed), 'note', (input) => writeNote(scope, network, id, { ...input, version: versionIn(typed) }))
  })
  return 'state' in came ? data(came.state, { status: 422 }) : redirect(`/${lang}${teamPath(network, id)}?saved=note`)
}

/** A team that goes out: today's stops, with one button each to note somebody who was met. */
export default function Team({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { unit, today, before, after, notes, counts, nothing } = loaderData
  const { say, to } = useLanguage()
  const day = useDay()
  const saved = useSaved()
  const state = actionData ?? nothing
  const base = to(teamPath(network, id))
  const note = (turn: Turn) => (
    <p>
      <LinkButton kind="primary" to={`${base}/record?${new URLSearchParams({ round: turn.roundId, stop: turn.stopId, day: turn.day })}`}>
        {say('outreach.team.record')}
      </LinkButton>
    </p>
  )
  return (
    <Page
      title={unit.name}
      purpose={say('outreach.team.purpose')}
      back={{ to: to(outreachPath(network)), label: say('outreach.title') }}
      actions={<LinkButton to={`${base}/rounds`}>{say('outreach.team.rounds')}</LinkButton>}
    >
      <title>{`${unit.name} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('outreach.team.saved.other')}</Notice>}
      <Wrong faults={state.faults} labelOf={() => say('outreach.team.roundNote')} />
      <Stack gap="large">
        <Section title={say('outreach.team.today')} id="today">
          {today.length === 0 ? (
            <Empty title={say('outreach.team.today.none')} what={say('outreach.team.today.none.what')} />
          ) : (
            <TurnList turns={today} act={note} />
          )}
        </Section>
        {before.length > 0 && (
          <Fold title={say('outreach.team.before')} open={today.length === 0}>
            <TurnList turns={before} act={note} />
          </Fold>
        )}
        {after.length > 0 && (
          <Fold title={say('outreach.team.after')}>
            <TurnList turns={after} />
          </Fold>
        )}
        {notes.length > 0 && (
          <Fold title={say('outreach.team.roundNote')} open={state.typed.round !== undefined}>
            <Stack>
              <p>{say('outreach.team.roundNote.what')}</p>
              {notes.map(({ roundId, round, day: on, note: text, version }) => (
                <Form method="post" key={`${roundId} ${on}`}>
                  <input type="hidden" name="round" value={roundId} />
                  <input type="hidden" name="day" value={on} />
                  <input type="hidden" name="version" value={version} />
                  <Stack gap="small">
                    <TextArea
                      name="note"
                      id={`note-${roundId}-${on}`}
                      label={`${round}, ${day(on)}`}
                      rows={2}
                      maxLength={500}
                      defaultValue={text}
                    />
                    <Button>{say('outreach.team.roundNote.act')}</Button>
                  </Stack>
                </Form>
              ))}
            </Stack>
          </Fold>
        )}
        <CountSections counts={counts} dimensions={['month', 'stop', 'orientation']} />
      </Stack>
    </Page>
  )
}
