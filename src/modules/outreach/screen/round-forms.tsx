import { EntryRow, type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  CheckField,
  CheckGroup,
  DateField,
  Empty,
  Fold,
  Form,
  Row,
  Section,
  SelectField,
  Stack,
  TextField,
} from '#platform/ui/index.ts'
import type { Round, Stop, Turn } from '../calendar.queries.server.ts'
import { OFFERS, REASONS, WEEKDAYS } from '../vocabulary.ts'
import { TurnList } from './turns.tsx'

type Props = { stops: readonly Stop[]; rounds: readonly Round[]; changed: readonly Turn[]; today: string; state: FormState }

export const RoundManager = ({ stops, rounds, changed, today, state }: Props) => {
  const { say } = useLanguage()
  const open = stops.filter(({ isClosed }) => !isClosed)
  return (
    <Stack gap="large">
      <Section title={say('outreach.team.rounds')} id="rounds">
        <Stack>
          {rounds.length === 0 && <Empty title={say('outreach.team.rounds.none')} what={say('outreach.team.rounds.none.what')} />}
          <ul className="stop-list">
            {rounds.map((round) => (
              <RoundLine key={round.id} round={round} />
            ))}
          </ul>
          {open.length > 0 && <NewRound stops={open} state={state} />}
        </Stack>
      </Section>
      {rounds.length > 0 && (
        <Section title={say('outreach.team.change')} id="change">
          <Stack>
            <TurnList turns={changed} />
            <ChangeDay rounds={rounds} today={today} state={state} />
          </Stack>
        </Section>
      )}
      <Section title={say('outreach.team.stops')} id="stops">
        <Stack>
          <ul className="stop-list">
            {open.map((stop) => (
              <StopLine key={stop.id} stop={stop} />
            ))}
          </ul>
          <NewStop state={state} open={open.length === 0} />
        </Stack>
      </Section>
    </Stack>
  )
}

const RoundLine = ({ round }: { round: Round }) => {
  const { say, intl } = useLanguage()
  return (
    <li>
      <p>
        <strong>{round.name}</strong>
        {' · '}
        {round.weekday !== null
          ? say('outreach.team.every', { day: say(`outreach.team.weekday.${String(round.weekday) as '1'}`) })
          : intl.formatDate(`${round.onDay}T12:00:00Z`, { dateStyle: 'long' })}
      </p>
      {round.stops.map(({ stopId, stop, starts, ends }) => (
        <p key={`${stopId} ${starts}`}>
          {say('outreach.time', { from: starts, to: ends })} {stop}
        </p>
      ))}
      <Form method="post">
        <input type="hidden" name="round" value={round.id} />
        <Button kind="quiet" name="intent" value="end">
          {say('outreach.team.end')}
        </Button>
      </Form>
    </li>
  )
}

const StopLine = ({ stop }: { stop: Stop }) => {
  const { say } = useLanguage()
  return (
    <li>
      <p>
        <strong>{stop.name}</strong>
        {stop.place !== null && `, ${stop.place}`}
        {!stop.isPublic && ` (${say('outreach.private')})`}
      </p>
      <Form method="post">
        <input type="hidden" name="stop" value={stop.id} />
        <Button kind="quiet" name="intent" value="close">
          {say('outreach.team.close')}
        </Button>
      </Form>
    </li>
  )
}

const NewStop = ({ state, open }: { state: FormState; open: boolean }) => {
  const { say } = useLanguage()
  const field = useField(state.typed.intent === 'stop' ? state : { typed: {}, faults: {} })
  return (
    <Fold title={say('outreach.team.stop.new')} open={open || state.typed.intent === 'stop'}>
      <Form method="post">
        <Stack>
          <TextField {...field('name', 'outreach.team.name', 'outreach.team.stop.hint')} id="stop-name" maxLength={120} required />
          <TextField {...field('place', 'outreach.team.place')} maxLength={100} required />
          <TextField {...field('hint', 'outreach.team.hint', 'outreach.team.hint.hint')} maxLength={200} />
          <Row>
            <TextField {...field('latitude', 'outreach.team.latitude')} size="short" inputMode="decimal" />
            <TextField {...field('longitude', 'outreach.team.longitude')} size="short" inputMode="decimal" />
          </Row>
          <CheckField name="public" id="stop-public" label={say('outreach.team.stop.public')} defaultChecked />
          <Button name="intent" value="stop">
            {say('outreach.team.stop.act')}
          </Button>
        </Stack>
      </Form>
    </Fold>
  )
}

const MOST_STOPS = [0, 1, 2, 3]
const NewRound = ({ stops, state }: { stops: readonly Stop[]; state: FormState }) => {
  const { say } = useLanguage()
  const field = useField(state.typed.intent === 'round' ? state : { typed: {}, faults: {} })
  const options = stops.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Fold title={say('outreach.team.round.new')} open={state.typed.intent === 'round'}>
      <Form method="post">
        <Stack>
          <TextField {...field('name', 'outreach.team.name', 'outreach.team.round.hint')} id="round-name" maxLength={120} required />
          <SelectField
            {...field('weekday', 'outreach.team.weekday')}
            options={WEEKDAYS.map((value) => ({ value, label: say(`outreach.team.weekday.${value}`) }))}
            empty={say('outreach.team.weekday.none')}
          />
          <DateField {...field('once', 'outreach.team.once')} />
          {MOST_STOPS.map((at) => (
            <EntryRow key={at} legend={say('outreach.team.stop.n', { n: at + 1 })}>
              <SelectField {...field(`stop-${at}`, 'outreach.team.stop')} options={options} empty={say('outreach.team.stop.none')} />
              <TextField {...field(`from-${at}`, 'outreach.team.starts')} type="time" size="short" />
              <TextField {...field(`to-${at}`, 'outreach.team.ends')} type="time" size="short" />
              <CheckGroup
                name={`offers-${at}`}
                legend={say('outreach.team.offers')}
                options={OFFERS.map((value) => ({ value, label: say(`outreach.offer.${value}`) }))}
              />
            </EntryRow>
          ))}
          <Button name="intent" value="round">
            {say('outreach.team.round.act')}
          </Button>
        </Stack>
      </Form>
    </Fold>
  )
}

const ChangeDay = ({ rounds, today, state }: { rounds: readonly Round[]; today: string; state: FormState }) => {
  const { say } = useLanguage()
  const field = useField(state.typed.intent === 'day' ? state : { typed: {}, faults: {} })
  return (
    <Form method="post">
      <Stack>
        <SelectField name="round" label={say('outreach.team.round')} options={rounds.map(({ id, name }) => ({ value: id, label: name }))} />
        <DateField {...field('day', 'outreach.team.day')} defaultValue={state.typed.day ?? today} min={today} required />
        <SelectField
          name="state"
          label={say('outreach.team.state')}
          options={(['cancelled', 'changed', 'on'] as const).map((value) => ({ value, label: say(`outreach.state.${value}`) }))}
        />
        <TextField {...field('minutes', 'outreach.team.minutes')} type="number" size="short" min={0} max={240} />
        <SelectField
          name="reason"
          label={say('outreach.team.reason')}
          options={REASONS.map((value) => ({ value, label: say(`outreach.reason.${value}`) }))}
        />
        <Button name="intent" value="day">
          {say('outreach.team.change.act')}
        </Button>
      </Stack>
    </Form>
  )
}
