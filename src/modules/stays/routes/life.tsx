import { data, redirect } from 'react-router'
import { type FormState, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import {
  Button,
  CheckGroup,
  DateField,
  Empty,
  Form,
  Notice,
  Page,
  Row,
  Section,
  SelectField,
  Stack,
  Tag,
  TextArea,
  TextField,
  useSaved,
} from '#platform/ui/index.ts'
import { answered } from '../answer.server.ts'
import { readHouse } from '../house.queries.server.ts'
import { type Decision, listMeetings, listTurns, type Meeting, type Turn } from '../housing/life.server.ts'
import { changeLife } from '../housing/life-form.server.ts'
import { listSubjects, type Subject } from '../housing/subjects.server.ts'
import { faultsOf, PartForm, usePart } from '../screen/part-form.tsx'
import { SubjectsPart } from '../screen/subjects-part.tsx'
import { optionsOf, useTimes } from '../screen/words.ts'
import { CHAIRED, DECISION_STATES, housePath } from '../vocabulary.ts'
import type { Route } from './+types/life'
import '../screen/stays.css'

export const loader = (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  return inRequest(args, async (scope) => {
    const { name } = await readHouse(scope, network, id)
    const [turns, meetings] = [await listTurns(scope, network, id), await listMeetings(scope, network, id)]
    return { name, turns, meetings, subjects: await listSubjects(scope, network, id), today: today() }
  })
}

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const talked = form.getAll('talked').map(String)
  const typed = { ...typedOf(form), talked: talked.join('|') }
  const faults = await answered(args, async (scope) => {
    await readHouse(scope, network, id)
    return changeLife(scope, network, id, typed, talked)
  })
  return faults === null ? redirect(`/${lang}${housePath(network, id)}/life?saved`) : data({ typed, faults }, { status: 422 })
}

/** The life of a house: who does what, and what its meetings decided. Residents read the same. */
export default function Life({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { name, turns, meetings, subjects, today } = loaderData
  const { say, to } = useLanguage()
  const saved = useSaved()
  const state = actionData ?? { typed: {}, faults: {} }
  return (
    <Page title={say('stays.life.title')} purpose={say('stays.life.purpose')} back={{ to: to(housePath(network, id)), label: name }}>
      <title>{`${say('stays.life.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('stays.saved')}</Notice>}
      <Wrong
        faults={faultsOf(state, (intent) => intent === 'decision' || intent === 'answer')}
        labelOf={(each) => say(`stays.field.${each.split('-').at(-1)}` as MessageId)}
      />
      <Turns turns={turns} today={today} state={state} />
      <SubjectsPart subjects={subjects} state={state} />
      <Meetings meetings={meetings} subjects={subjects} today={today} state={state} />
    </Page>
  )
}

type Of = { today: string; state: FormState }
const Turns = ({ turns, today, state }: Of & { turns: readonly Turn[] }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  const { field } = usePart(state, 'turn', '', { on_day: today })
  return (
    <Section title={say('stays.turns.title')} id="turns">
      <Stack gap="small">
        {turns.length === 0 && <Empty title={say('stays.turns.none')} what={say('stays.turns.none.what')} />}
        <ul className="stays-list">
          {turns.map(({ id, onDay, what, who, isDone, version }) => (
            <li key={id}>
              <Row>
                <strong>{what}</strong>
                <span>{`${day(onDay)}, ${who === '' ? say('stays.turns.nobody') : who}`}</span>
                {isDone && <Tag>{say('stays.turns.done')}</Tag>}
              </Row>
              <Form method="post">
                <input type="hidden" name="intent" value="turnMove" />
                <input type="hidden" name="record" value={id} />
                <input type="hidden" name="version" value={version} />
                <Row>
                  <Button kind="quiet" name="move" value={isDone ? 'open' : 'done'}>
                    {say(isDone ? 'stays.turns.undone.act' : 'stays.turns.done.act', { what })}
                  </Button>
                  {who !== '' && !isDone && (
                    <Button kind="quiet" name="move" value="clear">
                      {say('stays.turns.clear', { what })}
                    </Button>
                  )}
                  <Button kind="quiet" name="move" value="drop">
                    {say('stays.turns.drop', { what })}
                  </Button>
                </Row>
              </Form>
            </li>
          ))}
        </ul>
        <PartForm title={say('stays.turns.new')} intent="turn" state={state}>
          <TextField {...field('task', 'stays.field.task')} maxLength={80} required />
          <DateField {...field('on_day', 'stays.field.day')} required />
          <TextField {...field('who', 'stays.field.who', 'stays.hint.who')} maxLength={60} />
          <Button>{say('stays.keep')}</Button>
        </PartForm>
      </Stack>
    </Section>
  )
}

const Meetings = ({ meetings, subjects, today, state }: Of & { meetings: readonly Meeting[]; subjects: readonly Subject[] }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  const { field, typed } = usePart(state, 'meeting', '', { held_on: today, chaired: 'resident' })
  return (
    <Section title={say('stays.meetings.title')} id="meetings">
      <Stack gap="small">
        {meetings.length === 0 && <Empty title={say('stays.meetings.none')} what={say('stays.meetings.none.what')} />}
        <ul className="stays-list">
          {meetings.map(({ id, onDay, chaired, chair, about, decisions, subjects: talked }) => (
            <li key={id}>
              <Row>
                <strong>{day(onDay)}</strong>
                <span>
                  {chair === ''
                    ? say(`stays.chaired.${chaired}`)
                    : say('stays.meetings.chair', { how: say(`stays.chaired.${chaired}`), name: chair })}
                </span>
              </Row>
              {about !== '' && <p className="stays-text">{about}</p>}
              {talked.map((what) => (
                <p key={what} className="stays-text">
                  {say('stays.meetings.talked', { what })}
                </p>
              ))}
              <ul>
                {decisions.map((decision) => (
                  <DecisionLine key={decision.id} decision={decision} state={state} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
        <PartForm title={say('stays.meetings.new')} intent="meeting" state={state}>
          <DateField {...field('held_on', 'stays.field.held_on')} max={today} required />
          <SelectField {...field('chaired', 'stays.field.chaired')} options={optionsOf(say, 'stays.chaired.', CHAIRED)} />
          <TextField {...field('chair', 'stays.field.chair', 'stays.hint.who')} maxLength={60} />
          {subjects.length > 0 && (
            <CheckGroup
              name="talked"
              legend={say('stays.field.talked')}
              options={subjects.map(({ id, what }) => ({ value: id, label: what }))}
              defaultValues={(typed.talked ?? '').split('|')}
            />
          )}
          <TextArea {...field('about', 'stays.field.about', 'stays.hint.about')} rows={2} maxLength={2000} />
          <TextArea {...field('decisions', 'stays.field.decisions', 'stays.hint.decisions')} rows={4} maxLength={4000} />
          <Button>{say('stays.keep')}</Button>
        </PartForm>
      </Stack>
    </Section>
  )
}

const DecisionLine = ({ decision, state }: { decision: Decision; state: FormState }) => {
  const { say } = useLanguage()
  const { id, what, state: held, became, version } = decision
  const { field } = usePart(state, 'decision', id, { became_state: held, became })
  return (
    <li>
      <Row>
        <span>{what}</span>
        <Tag>{say(`stays.decided.${held}`)}</Tag>
      </Row>
      {became !== '' && <p className="stays-text">{became}</p>}
      <PartForm title={say('stays.decisions.settle')} intent="decision" record={id} version={version} state={state}>
        <SelectField {...field('became_state', 'stays.field.became_state')} options={optionsOf(say, 'stays.decided.', DECISION_STATES)} />
        <TextField {...field('became', 'stays.field.became')} maxLength={500} />
        <Button>{say('stays.keep')}</Button>
      </PartForm>
    </li>
  )
}
