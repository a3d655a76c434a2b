import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DateField, Form, Row, Section, SelectField, Stack, Tag, TextArea, TextField } from '#platform/ui/index.ts'
import type { House } from '../house.queries.server.ts'
import type { Path, PathStep } from '../housing/path.queries.server.ts'
import { leavesOut, mayFollow } from '../machines.ts'
import { END_REASONS, NOTED_WAYS, STEPS } from '../vocabulary.ts'
import { PartForm, usePart } from './part-form.tsx'
import { optionsOf, useTimes } from './words.ts'

type Props = { path: Path | null; steps: readonly PathStep[]; house: House; state: FormState; today: string }

/** The way into a house, step by step: what the person said yes to, what is offered next, and how it ended. */
export const PathPart = ({ path, steps, house, state, today }: Props) => {
  const { say } = useLanguage()
  const isOpen = path !== null && path.state !== 'ended'
  if (path === null && house.careFunction !== '5') return null
  return (
    <Section title={say('stays.path.title')} id="path">
      <Stack gap="small">
        {path === null ? <p>{say('stays.path.none')}</p> : <Steps path={path} steps={steps} />}
        {!isOpen && (
          <Form method="post">
            <input type="hidden" name="intent" value="begin" />
            <Button>{say('stays.path.begin')}</Button>
          </Form>
        )}
        {isOpen && <Moves path={path} state={state} today={today} days={house.settings.rules.trial_days} />}
      </Stack>
    </Section>
  )
}

const Steps = ({ path, steps }: { path: Path; steps: readonly PathStep[] }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  return (
    <>
      <Row>
        <Tag tone="people">{say(`stays.step.${path.state}`)}</Tag>
        {path.place !== '' && <span>{path.place}</span>}
        {path.offered !== null && (
          <span>{say('stays.path.offered', { step: say(`stays.step.${path.offered}`), day: day(path.offeredFrom) })}</span>
        )}
      </Row>
      <ol className="stays-list">
        {steps.map((step) => (
          <li key={step.seq}>
            <Row>
              <strong>{say(`stays.step.${step.after}`)}</strong>
              <span>{step.until === null ? day(step.onDay) : say('stays.path.span', { from: day(step.onDay), to: day(step.until) })}</span>
              {step.how !== null && <span>{say(step.after === 'ended' ? 'stays.path.stopped' : `stays.yes.${step.how}`)}</span>}
              {step.because !== null && <span>{say(`stays.because.${step.because}`)}</span>}
            </Row>
            {step.reason !== '' && <p className="stays-text">{step.reason}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}

const DAY = 86_400_000
type MovesProps = { path: Path; state: FormState; today: string; days: number }
const Moves = ({ path, state, today, days }: MovesProps) => {
  const { say } = useLanguage()
  const steps = STEPS.filter((step) => mayFollow('path', path.state, step))
  const plain = steps.filter((step) => !leavesOut(path.state, step))
  // A trial has an end that is said beforehand: as long as this house usually tries, unless somebody says otherwise.
  const end = plain[0] === 'trial' ? new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10) : ''
  const first = { offered: plain[0] ?? '', after: plain[0] ?? '', offered_from: today, offered_until: end, on_day: today, until: end }
  const { field: offerField } = usePart(state, 'offer', '', first)
  const { field: takeField } = usePart(state, 'step', '', first)
  const { field: endField } = usePart(state, 'end')
  const { field: placeField } = usePart(state, 'pathPlace', '', { place: path.place })
  const of = { record: path.id, version: path.version, state }
  return (
    <>
      <PartForm title={say('stays.path.offer')} intent="offer" {...of}>
        <p>{say('stays.path.offer.what')}</p>
        <SelectField {...offerField('offered', 'stays.field.offered')} options={optionsOf(say, 'stays.step.', plain)} />
        <DateField {...offerField('offered_from', 'stays.field.offered_from')} required />
        <DateField {...offerField('offered_until', 'stays.field.offered_until')} />
        <p>{say('stays.path.usual', { n: days })}</p>
        <Button>{say('stays.path.offer.act')}</Button>
      </PartForm>
      {path.offered !== null && (
        <PartForm title={say('stays.path.unoffer')} intent="unoffer" {...of}>
          <Button>{say('stays.path.unoffer.act')}</Button>
        </PartForm>
      )}
      <PartForm title={say('stays.path.take')} intent="step" {...of}>
        <SelectField {...takeField('after', 'stays.field.after')} options={optionsOf(say, 'stays.step.', steps)} />
        <SelectField {...takeField('how', 'stays.field.how')} options={optionsOf(say, 'stays.yes.', NOTED_WAYS)} />
        <DateField {...takeField('on_day', 'stays.field.on_day')} required />
        <DateField {...takeField('until', 'stays.field.offered_until')} />
        <TextArea {...takeField('reason', 'stays.field.skip', 'stays.hint.skip')} rows={2} maxLength={4000} />
        <Button>{say('stays.path.take.act')}</Button>
      </PartForm>
      <PartForm title={say('stays.place.change')} intent="pathPlace" {...of}>
        <TextField {...placeField('place', 'stays.field.place')} maxLength={40} size="short" />
        <Button>{say('stays.keep')}</Button>
      </PartForm>
      <PartForm title={say('stays.path.end')} intent="end" {...of}>
        <SelectField {...endField('because', 'stays.field.because')} options={optionsOf(say, 'stays.because.', END_REASONS)} />
        <TextArea {...endField('reason', 'stays.field.in_words')} rows={2} maxLength={4000} />
        <Button kind="danger">{say('stays.path.end.act')}</Button>
      </PartForm>
    </>
  )
}
