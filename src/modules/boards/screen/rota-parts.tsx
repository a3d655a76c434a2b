import { type FormState, useField } from '#platform/forms/form-state.tsx'
import type { Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  CheckGroup,
  DateField,
  Fold,
  Form,
  LinkButton,
  Notice,
  type Option,
  Row,
  Section,
  SelectField,
  Stack,
  Tag,
  TextField,
  TextLink,
} from '#platform/ui/index.ts'
import type { Away } from '../duty/away.server.ts'
import type { Copied } from '../duty/copy.ts'
import type { Shift } from '../duty/duty.queries.server.ts'
import type { Gap } from '../duty/gaps.ts'
import { weekdayOf } from '../duty/week.ts'
import type { BoardRules } from '../rules.ts'
import type { useClock } from './moments.ts'
import { ShiftLine } from './shift-line.tsx'

type Clock = ReturnType<typeof useClock>
/** What the page of a rota knows. */
export type RotaData = {
  me: string
  isLead: boolean
  monday: string
  today: string
  now: string
  names: Readonly<Record<string, string>>
  mates: readonly Option[]
  rules: BoardRules
  days: readonly { day: string; gaps: readonly Gap[] }[]
  shifts: readonly (Shift & { day: string; isAway: boolean })[]
  away: readonly Away[]
  fill: { days: string; from: string; to: string }
}

type DayProps = { day: string; gaps: readonly Gap[]; data: RotaData; clock: Clock; here: string }
/** One day: who is on duty, and the hours in which nobody is. */
export const RotaDay = ({ day, gaps, data: { shifts, rules, monday, today, now, isLead, ...data }, clock, here }: DayProps) => {
  const { say } = useLanguage()
  const mine = shifts.filter((shift) => shift.day === day)
  const others = (worker: string) => shifts.filter((shift) => shift.worker !== worker && new Date(shift.startsAt).toISOString() > now)
  const fill = (from: Date, to: Date) =>
    `${here}?${new URLSearchParams({ week: monday, on: day, from: clock.plain(from), to: clock.plain(to) })}#add`
  return (
    <div className={day === today ? 'board-day board-day-today' : 'board-day'}>
      <h3>{clock.longDay(day)}</h3>
      {mine.length === 0 && !rules.dutyDays.includes(weekdayOf(day)) && <p className="board-soft">{say('boards.rota.free')}</p>}
      <ul className="board-list">
        {mine.map((shift) => (
          <ShiftLine
            key={shift.id}
            shift={shift}
            isLead={isLead}
            {...data}
            clock={clock}
            others={others(shift.worker)}
            isPast={new Date(shift.endsAt).toISOString() <= now}
            hasBegun={new Date(shift.startsAt).toISOString() <= now}
          />
        ))}
        {gaps
          .filter(({ to }) => new Date(to).toISOString() > now)
          .map(({ from, to }) => (
            <li key={String(from)}>
              <Row>
                <Tag tone="attention">{say('boards.rota.gap', { from: clock.hour(from), to: clock.hour(to) })}</Tag>
                {isLead && <TextLink to={fill(from, to)}>{say('boards.rota.fill')}</TextLink>}
              </Row>
            </li>
          ))}
      </ul>
    </div>
  )
}

type CopyProps = { preview: readonly (Copied & { key: string })[]; names: Readonly<Record<string, string>>; clock: Clock; back: string }
/** What this week would get from the one before: everything that can be made is ticked; what is left out says why. */
export const CopyPart = ({ preview, names, clock, back }: CopyProps) => {
  const { say } = useLanguage()
  const lineOf = ({ worker, day, startsAt, endsAt }: Copied) =>
    `${clock.day(day)}, ${clock.hour(startsAt)}–${clock.hour(endsAt)} : ${names[worker] ?? say('boards.steps.former')}`
  const [open, skipped] = [preview.filter((each) => each.skipped === null), preview.filter((each) => each.skipped !== null)]
  return (
    <Section title={say('boards.copy.title')} id="copy">
      <Form method="post">
        <Stack>
          <input type="hidden" name="intent" value="copy" />
          {open.length === 0 ? (
            <Notice kind="info">{say(preview.length === 0 ? 'boards.copy.empty' : 'boards.copy.nothing')}</Notice>
          ) : (
            <CheckGroup
              name="shifts"
              legend={say('boards.copy.which')}
              options={open.map((each) => ({ value: each.key, label: lineOf(each) }))}
              defaultValues={open.map(({ key }) => key)}
            />
          )}
          {skipped.length > 0 && (
            <div>
              <p>{say('boards.copy.skipped')}</p>
              <ul>
                {skipped.map((each) => (
                  <li key={`${each.key} ${each.skipped}`}>
                    {lineOf(each)} <Tag>{say(`boards.copy.why.${each.skipped ?? 'there'}`)}</Tag>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Row>
            {open.length > 0 && <Button kind="primary">{say('boards.copy.act')}</Button>}
            <LinkButton kind="quiet" to={back}>
              {say('form.cancel')}
            </LinkButton>
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}

type PartProps = { state: FormState; data: RotaData; clock: Clock }
/** A lead puts somebody on duty, on one or several days of the week that is shown. */
export const AddShift = ({ state, data: { mates, days, fill }, clock }: PartProps) => {
  const { say } = useLanguage()
  const typed: Typed = state.typed.intent === 'add' ? state.typed : fill
  const field = useField({ typed, faults: state.faults })
  return (
    <Section title={say('boards.shift.add')} id="add">
      <Form method="post" key={`${fill.days} ${fill.from}`}>
        <Stack>
          <input type="hidden" name="intent" value="add" />
          <SelectField {...field('worker', 'boards.field.worker')} options={mates} empty={say('form.choose')} required />
          <CheckGroup
            name="days"
            legend={say('boards.field.days')}
            options={days.map(({ day }) => ({ value: day, label: clock.longDay(day) }))}
            defaultValues={(typed.days ?? '').split('|')}
          />
          <div className="entry-fields-pair">
            <TextField {...field('from', 'boards.field.from')} type="time" size="short" required />
            <TextField {...field('to', 'boards.field.to')} type="time" size="short" required />
          </div>
          <Button kind="primary">{say('boards.shift.add')}</Button>
        </Stack>
      </Form>
    </Section>
  )
}

/** Who is away from today on, and the form that says so: for oneself, or by a lead for anybody of the team. */
export const AwayPart = ({ state, data: { away, names, mates, me, isLead, today }, clock }: PartProps) => {
  const { say } = useLanguage()
  const isOwn = state.typed.intent === 'away'
  const field = useField({ typed: isOwn ? state.typed : { worker: me, from_day: today }, faults: isOwn ? state.faults : {} })
  return (
    <Section title={say('boards.away.title')} id="away">
      {away.length === 0 && <p>{say('boards.away.none')}</p>}
      <ul className="board-list">
        {away.map(({ id, worker, from, to }) => (
          <li key={id}>
            <Row>
              <strong>{names[worker]}</strong>
              <span>
                {from === to ? clock.longDay(from) : say('boards.away.between', { from: clock.longDay(from), to: clock.longDay(to) })}
              </span>
              {(worker === me || isLead) && (
                <Form method="post" className="screen-only">
                  <input type="hidden" name="intent" value="back" />
                  <input type="hidden" name="away" value={id} />
                  <Button kind="quiet">
                    {say('boards.away.back')}
                    <span className="visually-hidden">{` ${names[worker] ?? ''}`}</span>
                  </Button>
                </Form>
              )}
            </Row>
          </li>
        ))}
      </ul>
      <Fold title={say('boards.away.note')} open={isOwn}>
        <Form method="post">
          <Stack gap="small">
            <input type="hidden" name="intent" value="away" />
            {isLead ? (
              <SelectField {...field('worker', 'boards.field.worker')} options={mates} />
            ) : (
              <input type="hidden" name="worker" value={me} />
            )}
            <div className="entry-fields-pair">
              <DateField {...field('from_day', 'boards.field.from_day')} required />
              <DateField {...field('to_day', 'boards.field.to_day', 'boards.hint.to_day')} />
            </div>
            <Button>{say('form.save')}</Button>
          </Stack>
        </Form>
      </Fold>
    </Section>
  )
}

/** By which number colleagues reach oneself. */
export const PhonePart = ({ state, phone }: { state: FormState; phone: string }) => {
  const { say } = useLanguage()
  const isOwn = state.typed.intent === 'phone'
  const field = useField({ typed: isOwn ? state.typed : { phone }, faults: isOwn ? state.faults : {} })
  return (
    <Section title={say('boards.phone.title')} id="phone">
      <Form method="post" className="screen-only">
        <Stack gap="small">
          <input type="hidden" name="intent" value="phone" />
          <TextField {...field('phone', 'boards.field.phone', 'boards.hint.phone')} type="tel" autoComplete="tel" size="short" />
          <Button>{say('form.save')}</Button>
        </Stack>
      </Form>
    </Section>
  )
}
